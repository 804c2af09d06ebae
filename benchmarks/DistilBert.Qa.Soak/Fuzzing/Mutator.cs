using System.Buffers.Binary;

namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>Damages bytes as disks, networks and ill will do.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> words, Random random)
{
    private const int LongestInput = 64 * 1024;

    // What numbers are checked against, at its edge and beyond.
    private static readonly byte[][] Numbers =
        [.. new[] { "0", "-1", "1", "-0", "1e9", "1e400", "0.5", "2147483647", "2147483648", "9223372036854775807", "18446744073709551616", "1E-400", "00", "+1" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    private static readonly byte[][] Texts =
        [.. new[] { "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "\"\"", "[]", "{}", "\n", "\r\n", "\0", "\\u0000", "\\ud800", "\\udc00\\ud800", "\ud83d\ude80", "\u0130", "\ufeff" }.Select(System.Text.Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Invalid = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];

    public byte[] Mutate(byte[] original, byte[] other)
    {
        List<byte> bytes = [.. original];
        for (int times = random.Next(2) == 0 ? 1 : random.Next(2, 6); times > 0; times--)
        {
            Damage(bytes, other);
        }

        if (bytes.Count > LongestInput)
        {
            bytes.RemoveRange(LongestInput, bytes.Count - LongestInput);
        }

        return [.. bytes];
    }

    private void Damage(List<byte> bytes, byte[] other)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(1 + random.Next(random.Next(8) == 0 ? 400 : 24), bytes.Count - at);
        switch (random.Next(12))
        {
            case 0 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when length > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                Splice(bytes, at, other);
                break;
            case 6 when bytes.Count >= sizeof(ulong):
                WriteLength(bytes);
                break;
            case 7 when length > 0:
                Replace(bytes, at, Numbers);
                break;
            case 8:
                bytes.InsertRange(at, Numbers[random.Next(Numbers.Length)]);
                break;
            case 9:
                bytes.InsertRange(at, Invalid[random.Next(Invalid.Length)]);
                break;
            case 10 when words.Count > 0:
                bytes.InsertRange(at, words[random.Next(words.Count)]);
                break;
            default:
                bytes.InsertRange(at, Texts[random.Next(Texts.Length)]);
                break;
        }
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        int from = random.Next(other.Length + 1);
        bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(200), other.Length - from)).ToArray());
    }

    // A whole number as it stands in the text is replaced by another.
    private void Replace(List<byte> bytes, int at, byte[][] numbers)
    {
        int start = bytes.FindIndex(at, static value => value is >= (byte)'0' and <= (byte)'9');
        if (start >= 0)
        {
            int end = bytes.FindIndex(start, static value => value is < (byte)'0' or > (byte)'9');
            bytes.RemoveRange(start, (end < 0 ? bytes.Count : end) - start);
            bytes.InsertRange(start, numbers[random.Next(numbers.Length)]);
        }
    }

    // The length that a safetensors file begins with: right again, so that what follows is read, or wrong by a little or by much.
    private void WriteLength(List<byte> bytes)
    {
        int header = bytes.LastIndexOf((byte)'}') - sizeof(ulong) + 1;
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(length, random.Next(8) switch
        {
            0 => random.NextInt64(long.MinValue, long.MaxValue),
            1 => header + random.Next(-3, 4),
            _ => header,
        });
        for (int index = 0; index < length.Length; index++)
        {
            bytes[index] = length[index];
        }
    }
}
