using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DistilBert.Qa.Tokenization;

/// <summary>What the 64 units from some place on are, a bit for each, the first one lowest.</summary>
/// <param name="Letters">ASCII letters and digits.</param>
/// <param name="Blanks">Plain blanks.</param>
internal readonly record struct AsciiBlock(ulong Letters, ulong Blanks)
{
    /// <summary>How many units there are.</summary>
    public const int Size = 64;

    private const int Part = 16;

    /// <summary>Looks at 64 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AsciiBlock Read(ref readonly char at)
    {
        if (!Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian)
        {
            return ReadOneByOne(in at);
        }

        ref char units = ref Unsafe.AsRef(in at);
        (uint Letters, uint Blanks) first = ReadPart(in units);
        (uint Letters, uint Blanks) second = ReadPart(in Unsafe.Add(ref units, Part));
        (uint Letters, uint Blanks) third = ReadPart(in Unsafe.Add(ref units, 2 * Part));
        (uint Letters, uint Blanks) fourth = ReadPart(in Unsafe.Add(ref units, 3 * Part));
        return new(
            Join(first.Letters | (second.Letters << Part), third.Letters | (fourth.Letters << Part)),
            Join(first.Blanks | (second.Blanks << Part), third.Blanks | (fourth.Blanks << Part)));
    }

    /// <summary>The same without vectors.</summary>
    public static AsciiBlock ReadOneByOne(ref readonly char at)
    {
        ulong letters = 0;
        ulong blanks = 0;
        for (int i = 0; i < Size; i++)
        {
            char unit = Unsafe.Add(ref Unsafe.AsRef(in at), i);
            letters |= char.IsAsciiLetterOrDigit(unit) ? 1UL << i : 0;
            blanks |= unit == ' ' ? 1UL << i : 0;
        }

        return new(letters, blanks);
    }

    /// <summary>Sixteen units as bytes; what is not ASCII becomes a byte that is no letter, digit or blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Narrow(ref readonly char at)
    {
        ref ushort units = ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in at));
        Vector128<ushort> first = Vector128.LoadUnsafe(in units);
        Vector128<ushort> second = Vector128.LoadUnsafe(in units, 8);
        if (Sse2.IsSupported)
        {
            return Sse2.PackUnsignedSaturate(first.AsInt16(), second.AsInt16());
        }

        Vector128<ushort> most = Vector128.Create((ushort)byte.MaxValue);
        return Vector128.Narrow(Vector128.Min(first, most), Vector128.Min(second, most));
    }

    /// <summary>Length of the run of letters and digits that begins with a unit of the block, 0 if it is none; one that reaches the end may go on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int WordAt(int offset) => BitOperations.TrailingZeroCount(~(Letters >> offset));

    /// <summary>Whether a unit of the block is a plain blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBlank(int offset) => ((Blanks >> offset) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Letters, uint Blanks) ReadPart(ref readonly char at)
    {
        Vector128<byte> bytes = Narrow(in at);
        Vector128<byte> letters = Vector128.LessThanOrEqual((bytes | Vector128.Create(WordKey.LowerCaseBit)) - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        Vector128<byte> digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        Vector128<byte> blanks = Vector128.Equals(bytes, Vector128.Create((byte)' '));
        return ((letters | digits).ExtractMostSignificantBits(), blanks.ExtractMostSignificantBits());
    }

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);
}
