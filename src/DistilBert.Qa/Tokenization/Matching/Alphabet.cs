using System.Text;

namespace DistilBert.Qa.Tokenization;

/// <summary>The characters that occur in the vocabulary, numbered from 1 so that the trie stays dense.</summary>
internal sealed class Alphabet
{
    private readonly Dictionary<int, int> _symbols = [];
    private readonly Dictionary<int, int> _singles = [];

    /// <summary>The alphabet of a vocabulary.</summary>
    /// <exception cref="ModelException">It has more than 65,535 different characters.</exception>
    public Alphabet(IEnumerable<(string Piece, int Id)> pieces)
    {
        foreach ((string piece, int id) in pieces)
        {
            int characters = 0;
            int last = 0;
            foreach (Rune rune in piece.EnumerateRunes())
            {
                _symbols.TryAdd(rune.Value, _symbols.Count + 1);
                last = rune.Value;
                characters++;
            }

            if (characters == 1)
            {
                _singles[last] = id;
            }
        }

        if (_symbols.Count > ushort.MaxValue)
        {
            throw new ModelException($"The vocabulary has {_symbols.Count} different characters; at most {ushort.MaxValue} are allowed. Is it a WordPiece vocabulary?");
        }
    }

    /// <summary>All characters.</summary>
    public IEnumerable<int> CodePoints => _symbols.Keys;

    /// <summary>The largest symbol.</summary>
    public int Count => _symbols.Count;

    /// <summary>The number of a character, 0 if it occurs nowhere.</summary>
    public int SymbolOf(int codePoint) => _symbols.GetValueOrDefault(codePoint);

    /// <summary>The id of the entry that is just this character.</summary>
    public int IdOf(int codePoint, int unknownId) => _singles.GetValueOrDefault(codePoint, unknownId);

    /// <summary>A piece written in symbols, one UTF-16 unit each.</summary>
    public string Spell(string piece)
    {
        StringBuilder spelled = new(piece.Length);
        foreach (Rune rune in piece.EnumerateRunes())
        {
            spelled.Append((char)SymbolOf(rune.Value));
        }

        return spelled.ToString();
    }
}
