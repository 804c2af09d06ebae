using DistilBert.Qa.Compilation.Onnx;
using Google.Protobuf;

namespace DistilBert.Qa.Inference;

/// <summary>Reads what an ONNX file says of itself without loading it, for what must be known before there is a session.</summary>
internal static class GraphMetadata
{
    /// <summary>Says that no sum of 8-bit products saturates, whatever the input and the processor.</summary>
    public const string SaturationFree = "distilbert_qa.saturation_free";

    // A field's number and its kind in one, as protobuf writes it.
    private const ulong MetadataTag = (ModelProto.MetadataPropsFieldNumber << 3) | (ulong)WireFormat.WireType.LengthDelimited;

    /// <summary>Far more than a name and a word take; a longer entry is not one of ours.</summary>
    private const int LongestEntry = 1 << 16;

    /// <summary>The value of a key, or <see langword="null"/> where the file has none, or is not a model: loading it tells what is wrong.</summary>
    public static string? Find(string path, string key)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Find(stream, key);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string? Find(FileStream stream, string key)
    {
        while (stream.Position < stream.Length)
        {
            ulong tag = ReadNumber(stream);
            long length = (WireFormat.WireType)(tag & 7) switch
            {
                WireFormat.WireType.Varint => SkipNumber(stream),
                WireFormat.WireType.Fixed64 => sizeof(long),
                WireFormat.WireType.Fixed32 => sizeof(int),
                WireFormat.WireType.LengthDelimited => (long)Math.Min(ReadNumber(stream), long.MaxValue),
                _ => throw new InvalidDataException(),
            };
            if (length > stream.Length - stream.Position)
            {
                throw new InvalidDataException();
            }

            if (tag != MetadataTag || length > LongestEntry)
            {
                // The graph and its weights are passed over, not read.
                stream.Seek(length, SeekOrigin.Current);
                continue;
            }

            byte[] bytes = new byte[length];
            stream.ReadExactly(bytes);
            StringStringEntryProto entry = StringStringEntryProto.Parser.ParseFrom(bytes);
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }

    private static long SkipNumber(FileStream stream)
    {
        ReadNumber(stream);
        return 0;
    }

    private static ulong ReadNumber(FileStream stream)
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int read = stream.ReadByte();
            if (read < 0)
            {
                throw new EndOfStreamException();
            }

            number |= (ulong)(read & 0x7f) << shift;
            if (read < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException();
    }
}
