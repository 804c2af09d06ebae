using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>Writes safetensors files: the same tensors give the same bytes.</summary>
internal static class SafetensorsWriter
{
    private const int Piece = 1 << 18;

    /// <summary>Writes a file under a temporary name and moves it into place when it is whole.</summary>
    /// <param name="path">Where the file is to lie; one that is there is replaced.</param>
    /// <param name="tensors">The tensors, written in this order.</param>
    /// <param name="metadata">Free texts for the header.</param>
    public static void Write(string path, IReadOnlyList<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        string temporary = path + ".partial";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            byte[] header = Header(tensors, metadata);
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (SafetensorsSource tensor in tensors)
            {
                WriteData(stream, tensor);
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static byte[] Header(IReadOnlyList<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (SafetensorsSource tensor in tensors)
            {
                long end = checked(offset + (Elements(tensor) * tensor.Type.Size()));
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.Name());
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        // Padded with spaces so that the data begins on a multiple of eight bytes, as the format's own writer does.
        byte[] header = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        buffer.WrittenSpan.CopyTo(header);
        header.AsSpan(buffer.WrittenCount).Fill((byte)' ');
        return header;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteData(FileStream stream, SafetensorsSource tensor)
    {
        long elements = Elements(tensor);
        float[] values = new float[Math.Min(Piece, elements)];
        byte[] bytes = new byte[values.Length * tensor.Type.Size()];
        for (long done = 0; done < elements; done += Piece)
        {
            Span<float> piece = values.AsSpan(0, (int)Math.Min(Piece, elements - done));
            Span<byte> stored = bytes.AsSpan(0, piece.Length * tensor.Type.Size());
            tensor.Fill(done, piece);
            SafetensorsValues.FromSingle(tensor.Type, piece, stored);
            stream.Write(stored);
        }
    }

    private static long Elements(SafetensorsSource tensor)
    {
        long elements = 1;
        foreach (long dimension in tensor.Shape)
        {
            elements = checked(elements * dimension);
        }

        return elements;
    }
}
