using System.Buffers;
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
            if (IsWellFormed(token, out int characters) && characters <= longest)
            {
                pieces.Add((token, id));
            }
        }

        Alphabet alphabet = new(pieces);
        string[] spelled = pieces.ConvertAll(piece => alphabet.Spell(piece.Piece)).ToArray();
        int[] ids = pieces.ConvertAll(piece => piece.Id).ToArray();
        PieceTrie trie = PieceTrieBuilder.Build(spelled, ids, alphabet.Spell(Continuation));
        CharacterMap map = CharacterMapBuilder.Build(options, alphabet, unknownId);
        WordTable words = WordTable.Build(pieces);
        WordTable continuations = WordTable.Build(pieces
            .FindAll(static piece => piece.Piece.StartsWith(Continuation, StringComparison.Ordinal))
            .ConvertAll(static piece => (piece.Piece[Continuation.Length..], piece.Id)));
        PlainScanner plain = new(map, words, continuations, options, unknownId);
        return new Scanner(map, plain, trie, options, unknownId);
    }

    /// <summary>Whether no surrogate stands alone, as in an entry that no text can match.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> token, out int characters)
    {
        for (characters = 0; !token.IsEmpty; characters++)
        {
            if (Rune.DecodeFromUtf16(token, out _, out int used) != OperationStatus.Done)
            {
                return false;
            }

            token = token[used..];
        }

        return true;
    }
}
