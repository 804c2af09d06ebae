using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DistilBert.Qa.Tokenization;

/// <summary>Reads a run of ASCII letters and digits as one 128-bit number, sixteen UTF-16 units at once.</summary>
internal static class AsciiWord
{
    /// <summary>How many units one read looks at.</summary>
    public const int Width = 16;

    /// <summary>What lower-cases ASCII letters, and leaves digits alone, when or-ed to them.</summary>
    public const byte LowerCaseBit = 0x20;

    // Read at 16 − n: n bytes of ones, then zeros.
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Length of the run of letters and digits at <paramref name="at"/>, where 16 units can be read; 16 if it may go on.</summary>
    /// <param name="at">The first unit.</param>
    /// <param name="fold"><see cref="LowerCaseBit"/>, or 0 to keep the case.</param>
    /// <param name="low">The first eight bytes of the run, the first one lowest.</param>
    /// <param name="high">The next eight bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref char at, byte fold, out ulong low, out ulong high)
    {
        if (!Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian)
        {
            return ReadOneByOne(ref at, fold, out low, out high);
        }

        ref ushort units = ref Unsafe.As<char, ushort>(ref at);
        Vector128<byte> bytes = Narrow(Vector128.LoadUnsafe(ref units), Vector128.LoadUnsafe(ref units, 8));
        Vector128<byte> letters = Vector128.LessThanOrEqual((bytes | Vector128.Create(LowerCaseBit)) - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        Vector128<byte> digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        int length = BitOperations.TrailingZeroCount(~(letters | digits).ExtractMostSignificantBits());
        Vector128<byte> mask = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(Width - length));
        Vector128<ulong> word = ((bytes | Vector128.Create(fold)) & mask).AsUInt64();
        low = word.ToScalar();
        high = word.GetElement(1);
        return length;
    }

    /// <summary>Sixteen units as bytes; what is not ASCII becomes a byte that is no letter or digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector128<ushort> first, Vector128<ushort> second)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.PackUnsignedSaturate(first.AsInt16(), second.AsInt16());
        }

        Vector128<ushort> most = Vector128.Create((ushort)byte.MaxValue);
        return Vector128.Narrow(Vector128.Min(first, most), Vector128.Min(second, most));
    }

    private static int ReadOneByOne(ref char at, byte fold, out ulong low, out ulong high)
    {
        low = 0;
        high = 0;
        for (int i = 0; i < Width; i++)
        {
            char unit = Unsafe.Add(ref at, i);
            if (!char.IsAsciiLetterOrDigit(unit))
            {
                return i;
            }

            ulong value = (ulong)(byte)(unit | fold) << (8 * (i & 7));
            if (i < 8)
            {
                low |= value;
            }
            else
            {
                high |= value;
            }
        }

        return Width;
    }
}
