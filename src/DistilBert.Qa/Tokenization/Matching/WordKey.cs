using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DistilBert.Qa.Tokenization;

/// <summary>A word of at most 12 ASCII letters and digits as a number: its bytes, the first one lowest, and zeros behind its end.</summary>
/// <param name="Low">The first eight bytes.</param>
/// <param name="High">The next four.</param>
internal readonly record struct WordKey(ulong Low, uint High)
{
    /// <summary>The longest word that has a key: with it a table's entry of sixteen bytes has room for an id.</summary>
    public const int LongestWord = sizeof(ulong) + sizeof(uint);

    /// <summary>How many units <see cref="Read"/> looks at.</summary>
    public const int Width = 16;

    /// <summary>What lower-cases ASCII letters, and leaves digits alone, when or-ed to them.</summary>
    public const byte LowerCaseBit = 0x20;

    // Read at 16 − n: n bytes of ones, then zeros.
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The key of a vocabulary entry, which keeps its case; <see langword="false"/> where it can have none.</summary>
    public static bool TryCreate(ReadOnlySpan<char> word, out WordKey key)
    {
        key = default;
        if (word.IsEmpty || word.Length > LongestWord)
        {
            return false;
        }

        foreach (char unit in word)
        {
            if (!char.IsAsciiLetterOrDigit(unit))
            {
                return false;
            }
        }

        key = ReadOneByOne(in MemoryMarshal.GetReference(word), word.Length, fold: 0);
        return true;
    }

    /// <summary>The key of a word in a text, where <see cref="Width"/> units can be read.</summary>
    /// <param name="at">Its first unit.</param>
    /// <param name="length">Its length, at most <see cref="LongestWord"/>.</param>
    /// <param name="fold"><see cref="LowerCaseBit"/>, or 0 to keep the case.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordKey Read(ref readonly char at, int length, byte fold)
    {
        if (!Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian)
        {
            return ReadOneByOne(in at, length, fold);
        }

        Vector128<byte> mask = Vector128.LoadUnsafe(in Unsafe.Add(ref MemoryMarshal.GetReference(Masks), Width - length));
        Vector128<byte> word = (AsciiBlock.Narrow(in at) | Vector128.Create(fold)) & mask;
        return new(word.AsUInt64().ToScalar(), word.AsUInt32().GetElement(2));
    }

    /// <summary>The same without vectors.</summary>
    public static WordKey ReadOneByOne(ref readonly char at, int length, byte fold)
    {
        ulong low = 0;
        uint high = 0;
        for (int i = length - 1; i >= 0; i--)
        {
            high = (high << 8) | (uint)(low >> 56);
            low = (low << 8) | (byte)(Unsafe.Add(ref Unsafe.AsRef(in at), i) | fold);
        }

        return new(low, high);
    }

    /// <summary>The key of the first characters, at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WordKey First(int length) => length < sizeof(ulong)
        ? new(Low & ((1UL << (8 * length)) - 1), 0)
        : new(Low, High & (uint)((1UL << (8 * (length - sizeof(ulong)))) - 1));

    /// <summary>The key of what stands behind the first characters, at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WordKey Behind(int length)
    {
        int bits = 8 * length;
        return length < sizeof(ulong)
            ? new((Low >> bits) | ((ulong)High << (64 - bits)), (uint)((ulong)High >> bits))
            : new((ulong)High >> (bits - 64), 0);
    }
}
