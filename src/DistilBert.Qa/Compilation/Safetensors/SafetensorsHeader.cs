using System.Buffers.Binary;
using System.Text.Json;

namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>Reads and checks the header of a safetensors file.</summary>
/// <remarks>
/// The format: eight bytes little-endian length, that many bytes of JSON, then the data. Every tensor's range must agree with its
/// type and shape, and the ranges together must cover the data exactly once, so that no byte is read twice or hidden.
/// Offsets that are not a multiple of the element size are allowed, as the format's own reader allows them.
/// </remarks>
internal static class SafetensorsHeader
{
    /// <summary>The longest header the format allows.</summary>
    public const long MaxLength = 100_000_000;

    /// <summary>More dimensions than any tensor of a model has.</summary>
    private const int MaxRank = 16;

    /// <summary>The tensors, in the order of their data.</summary>
    /// <param name="file">The name to call the file by in errors.</param>
    /// <param name="fileLength">The length of the whole file.</param>
    /// <param name="start">The first bytes of the file: the length field and the whole header.</param>
    /// <param name="metadata">Receives the header's free texts.</param>
    public static List<SafetensorsEntry> Parse(string file, long fileLength, ReadOnlySpan<byte> start, Dictionary<string, string> metadata)
    {
        long headerLength = Length(file, fileLength, start);
        ReadOnlySpan<byte> json = start.Slice(sizeof(ulong), (int)headerLength);
        if (json[0] != (byte)'{')
        {
            throw Error(file, "its header does not begin with '{'");
        }

        try
        {
            List<SafetensorsEntry> entries = Entries(file, json, metadata);
            CheckCoverage(file, entries, fileLength - sizeof(ulong) - headerLength);
            return entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelException(Message(file, "its header is not the JSON the format asks for (" + e.Message + ")"), e);
        }
    }

    /// <summary>The header's length in bytes, checked against the file's.</summary>
    public static long Length(string file, long fileLength, ReadOnlySpan<byte> start)
    {
        if (fileLength < sizeof(ulong) + 2)
        {
            throw Error(file, $"it is {fileLength} bytes long, less than the shortest header");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length is < 2 or > MaxLength)
        {
            throw Error(file, $"its header claims {length} bytes where 2 to {MaxLength} are allowed");
        }

        return (long)length <= fileLength - sizeof(ulong)
            ? (long)length
            : throw Error(file, $"its header claims {length} bytes but only {fileLength - sizeof(ulong)} follow: the file is cut");
    }

    private static List<SafetensorsEntry> Entries(string file, ReadOnlySpan<byte> json, Dictionary<string, string> metadata)
    {
        List<SafetensorsEntry> entries = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 8 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Error(file, $"its header names '{name}' twice");
            }

            reader.Read();
            if (name == "__metadata__")
            {
                ReadMetadata(file, ref reader, metadata);
            }
            else
            {
                entries.Add(SafetensorsEntryReader.Read(file, name, ref reader, MaxRank));
            }
        }

        if (reader.Read())
        {
            throw Error(file, "its header goes on after the closing '}'");
        }

        entries.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        return entries;
    }

    private static void ReadMetadata(string file, ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Error(file, "its '__metadata__' is not an object of texts");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            metadata[key] = reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : throw Error(file, $"its '__metadata__' entry '{key}' is not a text");
        }
    }

    private static void CheckCoverage(string file, List<SafetensorsEntry> entries, long dataLength)
    {
        long expected = 0;
        SafetensorsEntry? previous = null;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.End > dataLength)
            {
                throw Error(file, $"tensor '{entry.Name}' ends at byte {entry.End} of the data, which has {dataLength}: the file is cut or its header wrong");
            }

            if (entry.Begin != expected)
            {
                throw Error(file, entry.Begin < expected
                    ? $"tensor '{entry.Name}' begins at byte {entry.Begin}, inside '{previous!.Name}', which ends at {expected}"
                    : $"no tensor covers bytes {expected} to {entry.Begin} of the data, before '{entry.Name}'");
            }

            expected = entry.End;
            previous = entry;
        }

        if (expected != dataLength)
        {
            throw Error(file, $"its tensors cover {expected} bytes of the data, which has {dataLength}");
        }
    }

    internal static ModelException Error(string file, string what) => new(Message(file, what));

    private static string Message(string file, string what) =>
        $"'{file}' is not a sound safetensors file: {what}. Download or export the file again.";
}
