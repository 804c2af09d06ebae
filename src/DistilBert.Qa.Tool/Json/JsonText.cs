using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DistilBert.Qa.Tool.Json;

/// <summary>Strings of JSON that may hold half of a surrogate pair, as <c>"\ud83d"</c>: .NET's reader and writer refuse them, other languages write them.</summary>
internal static class JsonText
{
    /// <summary>The string the reader stands on, whatever UTF-16 it holds. The line must be valid UTF-8.</summary>
    public static string Read(in Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(raw);
        }

        // Every escape and every UTF-8 sequence has at least as many bytes as UTF-16 units.
        char[] buffer = ArrayPool<char>.Shared.Rent(raw.Length);
        try
        {
            return new string(buffer, 0, Unescape(raw, buffer));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes a property of text, half pairs as escapes.</summary>
    public static void Write(Utf8JsonWriter json, string property, string text)
    {
        int half = HalfPair(text, 0);
        if (half < 0)
        {
            json.WriteString(property, text);
            return;
        }

        StringBuilder escaped = new("\"");
        int from = 0;
        for (; half >= 0; half = HalfPair(text, from))
        {
            escaped.Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text[from..half]));
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[half]:X4}");
            from = half + 1;
        }

        escaped.Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text[from..])).Append('"');
        json.WritePropertyName(property);
        json.WriteRawValue(escaped.ToString(), skipInputValidation: true);
    }

    private static int Unescape(ReadOnlySpan<byte> raw, Span<char> text)
    {
        int written = 0;
        while (!raw.IsEmpty)
        {
            int escape = raw.IndexOf((byte)'\\');
            ReadOnlySpan<byte> plain = escape < 0 ? raw : raw[..escape];
            written += Encoding.UTF8.GetChars(plain, text[written..]);
            if (escape < 0)
            {
                break;
            }

            byte kind = raw[escape + 1];
            bool coded = kind == 'u';
            text[written++] = coded ? (char)ushort.Parse(raw.Slice(escape + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : Short(kind);
            raw = raw[(escape + (coded ? 6 : 2))..];
        }

        return written;
    }

    private static char Short(byte kind) => kind switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)kind,
    };

    private static int HalfPair(string text, int from)
    {
        for (int index = from; index < text.Length; index++)
        {
            if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
