namespace DistilBert.Qa.Tests.Models;

/// <summary>Damages bytes as networks, disks and ill will do.</summary>
internal static class Mutation
{
    private static readonly byte[][] Tokens =
        [.. new[] { "null", "-1", "1e400", "9223372036854775808", "\"\"", "[]", "{}", "..", "/", "\\\\", "\\u0000", "\\ud800", "\"sha\":", "\"rfilename\":", "\u00ff" }.Select(System.Text.Encoding.UTF8.GetBytes)];

    public static byte[] Of(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int i = random.Next(1, 5); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }
}
