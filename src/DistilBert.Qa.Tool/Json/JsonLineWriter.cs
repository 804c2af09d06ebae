using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DistilBert.Qa.Tool.Json;

/// <summary>Writes JSON objects, one a line, in UTF-8, and keeps them until they are handed on.</summary>
internal sealed class JsonLineWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Utf8JsonWriter _json;

    public JsonLineWriter() =>
        _json = new(_lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>How many bytes wait to be handed on.</summary>
    public int Waiting => _lines.WrittenCount;

    /// <summary>Starts the object of a line.</summary>
    public Utf8JsonWriter Begin()
    {
        _json.Reset();
        _json.WriteStartObject();
        return _json;
    }

    /// <summary>Ends the object and its line.</summary>
    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
    }

    /// <summary>Hands all lines on.</summary>
    public void WriteTo(Stream output)
    {
        // Forgotten first: where writing fails, nothing is written twice.
        ReadOnlySpan<byte> lines = _lines.WrittenSpan;
        _lines.ResetWrittenCount();
        output.Write(lines);
        output.Flush();
    }

    public void Dispose() => _json.Dispose();
}
