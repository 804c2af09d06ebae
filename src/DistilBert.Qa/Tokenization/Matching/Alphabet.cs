using System.Runtime.InteropServices;
using System.Text;

namespace DistilBert.Qa.Tokenization;

/// <summary>The characters that occur in the vocabulary, as symbols of one byte for frequent ones and two for the rest, so that the trie stays dense.</summary>
internal sealed class Alphabet
{
    /// <summary>A symbol's bytes are this wide; the first one is the lowest.</summary>
    public const int ByteBits = 8;

    /// <summary>The largest byte, and the largest symbol of one byte.</summary>
    public const int ByteMask = (1 << ByteBits) - 1;

    // Symbols 1 to 127 are one byte; 128 to 255 are followed by one of 255 others, as 0 stands for no character.
    private const int FirstLead = 128;
    private const int Seconds = 255;
    private const int Most = FirstLead - 1 + (128 * Seconds);

    private readonly Dictionary<int, int> _symbols = [];
    private readonly Dictionary<int, int> _singles = [];

    /// <summary>The alphabet of a vocabulary.</summary>
    /// <exception cref="ModelException">It has more than 32,767 different characters.</exception>
    public Alphabet(IEnumerable<(string Piece, int Id)> pieces)
    {
        Dictionary<int, int> uses = [];
        foreach ((string piece, int id) in pieces)
        {
            int characters = 0;
            int last = 0;
            foreach (Rune rune in piece.EnumerateRunes())
            {
                CollectionsMarshal.GetValueRefOrAddDefault(uses, rune.Value, out _)++;
                last = rune.Value;
                characters++;
            }

            if (characters == 1)
            {
                _singles[last] = id;
            }
        }

        if (uses.Count > Most)
        {
            throw new ModelException($"The vocabulary has {uses.Count} different characters; at most {Most} are allowed. Is it a WordPiece vocabulary?");
        }

        foreach (int codePoint in uses.OrderByDescending(use => use.Value).ThenBy(use => use.Key).Select(use => use.Key))
        {
            int rest = _symbols.Count + 1 - FirstLead;
            _symbols.Add(codePoint, rest < 0 ? rest + FirstLead : FirstLead + (rest / Seconds) + ((1 + (rest % Seconds)) << ByteBits));
        }
    }

    /// <summary>All characters.</summary>
    public IEnumerable<int> CodePoints => _symbols.Keys;

    /// <summary>The symbol of a character, 0 if it occurs nowhere.</summary>
    public int SymbolOf(int codePoint) => _symbols.GetValueOrDefault(codePoint);

    /// <summary>The id of the entry that is just this character.</summary>
    public int IdOf(int codePoint, int unknownId) => _singles.GetValueOrDefault(codePoint, unknownId);

    /// <summary>A piece written in the bytes of its symbols, one UTF-16 unit each.</summary>
    public string Spell(string piece)
    {
        Span<char> spelled = piece.Length <= 128 ? stackalloc char[2 * piece.Length] : new char[2 * piece.Length];
        int length = 0;
        foreach (Rune rune in piece.EnumerateRunes())
        {
            int symbol = SymbolOf(rune.Value);
            spelled[length++] = (char)(symbol & ByteMask);
            if (symbol > ByteMask)
            {
                spelled[length++] = (char)(symbol >> ByteBits);
            }
        }

        return new string(spelled[..length]);
    }
}
