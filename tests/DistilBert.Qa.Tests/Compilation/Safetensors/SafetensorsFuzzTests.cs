using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Tests.Compilation.Safetensors;

/// <summary>Files damaged at random: read in full, or refused with our own exception.</summary>
public sealed class SafetensorsFuzzTests
{
    private static readonly string[] Words =
        ["\"", "{", "}", "[", "]", ":", ",", "-", "9", "0", "1e9", "null", "18446744073709551616", "9223372036854775807", "F64", "BOOL", "__metadata__", "\\u0000", "\\ud800", " "];

    [Fact]
    public void Open_RandomlyDamagedFiles_AreReadOrRefused()
    {
        using TemporaryFolder folder = new();
        new RandomCheckpoint(20) { Layers = 1, Width = 4, Heads = 1, Hidden = 4, Positions = 4, Vocabulary = 8, Type = SafetensorsType.F16 }
            .Fill().WriteTo(folder.Path);
        byte[] sound = File.ReadAllBytes(folder["model.safetensors"]);
        Random random = new(21);
        int refused = 0;
        long before = GC.GetTotalAllocatedBytes();

        for (int round = 0; round < 4000; round++)
        {
            File.WriteAllBytes(folder["damaged"], Damage(sound, random));
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(folder["damaged"]);
                foreach (SafetensorsEntry entry in file.Entries.Where(static entry => entry.Type is not (SafetensorsType.Bool or SafetensorsType.F8E4M3 or SafetensorsType.F8E5M2)))
                {
                    file.Read(entry, 0, new float[entry.Elements]);
                }
            }
            catch (ModelException)
            {
                refused++;
            }
        }

        refused.Should().BeGreaterThan(2000);
        ((GC.GetTotalAllocatedBytes() - before) / 4000).Should().BeLessThan(1_000_000, "a damaged header must not make anything huge");
    }

    private static byte[] Damage(byte[] sound, Random random)
    {
        List<byte> bytes = [.. sound];
        int header = BitConverter.ToInt32(sound);
        for (int times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            int at = Math.Min(bytes.Count - 1, random.Next(8) == 0 ? random.Next(8) : random.Next(8 + header));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, System.Text.Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(60)).ToArray());
                    break;
                default:
                    bytes[at] = (byte)('0' + random.Next(10));
                    break;
            }

            // Half of the time the length is made right again, so that the damage is seen by the reader of the JSON.
            if (random.Next(2) == 0 && bytes.Count > sound.Length - header)
            {
                byte[] length = BitConverter.GetBytes((long)(bytes.Count - (sound.Length - header)));
                for (int i = 0; i < length.Length; i++)
                {
                    bytes[i] = length[i];
                }
            }
        }

        return [.. bytes];
    }
}
