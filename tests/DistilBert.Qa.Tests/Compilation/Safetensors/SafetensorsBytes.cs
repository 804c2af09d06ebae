using System.Buffers.Binary;
using System.Text;

namespace DistilBert.Qa.Tests.Compilation.Safetensors;

/// <summary>Puts files together byte by byte, sound or not.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of that header and that many bytes of data, counting up.</summary>
    public static byte[] File(string header, int dataLength) => File(header, [.. Enumerable.Range(0, dataLength).Select(static i => (byte)i)]);

    /// <summary>A file of that header and data.</summary>
    public static byte[] File(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return [.. length, .. json, .. data];
    }
}
