using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>Normalisation, splitting and the vocabulary's alphabet folded into one number for each code point.</summary>
internal sealed class CharacterMap(ushort[] blocks, int[] entries, int[][] sequences)
{
    /// <summary>Code points share a block of this many.</summary>
    public const int BlockSize = 1 << BlockBits;

    private const int BlockBits = 8;
    private const int KindBits = 3;

    /// <summary>Entries of the ASCII characters.</summary>
    public ReadOnlySpan<int> Ascii => entries.AsSpan(blocks[0] * BlockSize, 128);

    /// <summary>An entry of its two parts.</summary>
    public static int Entry(CharacterKind kind, int payload) => (payload << KindBits) | (int)kind;

    /// <summary>What to do with the character.</summary>
    public static CharacterKind KindOf(int entry) => (CharacterKind)(entry & ((1 << KindBits) - 1));

    /// <summary>A symbol, an id or the number of a sequence.</summary>
    public static int PayloadOf(int entry) => entry >> KindBits;

    /// <summary>The entry of a code point, which must be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Lookup(int codePoint)
    {
        int block = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(blocks), codePoint >> BlockBits);
        return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), (block << BlockBits) | (codePoint & (BlockSize - 1)));
    }

    /// <summary>The entry of the character at a place in the text, and how many UTF-16 units it takes; half a surrogate pair is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Lookup(ReadOnlySpan<char> text, int at, out int width)
    {
        char unit = text[at];
        if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            width = 2;
            return Lookup(char.ConvertToUtf32(unit, text[at + 1]));
        }

        // A lone surrogate has an entry of its own among the removed ones.
        width = 1;
        return Lookup(unit);
    }

    /// <summary>The entries a character becomes.</summary>
    public ReadOnlySpan<int> Sequence(int number) => sequences[number];
}
