using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>Which lengths the entries that begin as a word does can have, by a hash of the beginning: never too few, seldom too many.</summary>
internal readonly struct LengthFilter
{
    // By the hash: bit n says that an entry of n characters begins so. Lengths below the beginning's are always possible.
    private readonly ushort[] _lengths;
    private readonly int _beginning;
    private readonly int _shift;

    /// <param name="beginning">How many characters it looks at, at most 8.</param>
    /// <param name="bits">How many bits a hash has.</param>
    public LengthFilter(int beginning, int bits)
    {
        _lengths = new ushort[1 << bits];
        Array.Fill(_lengths, (ushort)((1 << beginning) - 2));
        _beginning = beginning;
        _shift = 64 - bits;
    }

    /// <summary>Bit n: an entry of n characters may be a beginning of the word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint LengthsOf(WordKey word) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lengths), Home(word));

    public void Add(WordKey entry, int length)
    {
        if (length >= _beginning)
        {
            _lengths[Home(entry)] |= (ushort)(1 << length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Home(WordKey word) => (uint)(((word.Low << (64 - (8 * _beginning))) * 0x9E3779B97F4A7C15) >> _shift);
}
