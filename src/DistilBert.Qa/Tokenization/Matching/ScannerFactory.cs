using System.Text;

namespace DistilBert.Qa.Tokenization;

/// <summary>Builds the tables of a <see cref="Scanner"/> from a vocabulary.</summary>
internal static class ScannerFactory
{
    private const string Continuation = "##";

    /// <summary>The scanner of a vocabulary.</summary>
    public static Scanner Create(Vocabulary vocabulary, WordPieceOptions options, int unknownId)
    {
        // A longer entry can match no word; leaving it out keeps the trie's size in proportion.
        int longest = options.MaxWordCharacters + Continuation.Length;
        List<(string Piece, int Id)> pieces = new(vocabulary.Size);
        foreach ((string token, int id) in vocabulary.Entries)
        {
            if (token.Length <= 2 * longest && token.EnumerateRunes().Count() <= longest && IsWellFormed(token))
            {
                pieces.Add((token, id));
            }
        }

        Alphabet alphabet = new(pieces);
        string[] spelled = pieces.ConvertAll(piece => alphabet.Spell(piece.Piece)).ToArray();
        int[] ids = pieces.ConvertAll(piece => piece.Id).ToArray();
        PieceTrie trie = PieceTrieBuilder.Build(spelled, ids, alphabet.Count, alphabet.Spell(Continuation));
        WordTable words = WordTable.Build(pieces);
        return new Scanner(CharacterMapBuilder.Build(options, alphabet, unknownId), words, trie, options, unknownId);
    }

    /// <summary>Whether no surrogate stands alone: such an entry could match nothing.</summary>
    private static bool IsWellFormed(string token)
    {
        ReadOnlySpan<char> rest = token;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}
