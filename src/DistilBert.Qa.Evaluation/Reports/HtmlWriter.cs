using System.Globalization;
using System.Text;

namespace DistilBert.Qa.Evaluation;

/// <summary>Writes HTML that is well-formed XML too: every element closed, every text encoded.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Opens an element that is closed when the result is disposed.</summary>
    public Scope Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(name, attributes);
        output.Write('>');
        return new(output, name);
    }

    /// <summary>An element with nothing in it.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(name, attributes);
        output.Write("/>");
    }

    /// <summary>An element with a text in it.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using (Open(name, attributes))
        {
            Text(text);
        }
    }

    public void Text(string text) => Text(text.AsSpan());

    public void Text(ReadOnlySpan<char> text)
    {
        // Enumerating runes turns lone surrogates into U+FFFD, which a page may hold.
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    output.Write("&amp;");
                    break;
                case '<':
                    output.Write("&lt;");
                    break;
                case '>':
                    output.Write("&gt;");
                    break;
                case '"':
                    output.Write("&quot;");
                    break;
                case '\'':
                    output.Write("&#39;");
                    break;
                case (< ' ' and not ('\t' or '\n' or '\r')) or 0xFFFE or 0xFFFF:
                    output.Write('\uFFFD');
                    break;
                default:
                    Write(rune);
                    break;
            }
        }
    }

    /// <summary>Our own markup, such as the style sheet, as it is.</summary>
    public void Raw(string markup) => output.Write(markup);

    /// <summary>A length or position in a drawing.</summary>
    public static string Length(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private void WriteTag(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        output.Write('<');
        output.Write(name);
        foreach ((string attribute, string value) in attributes)
        {
            output.Write($" {attribute}=\"");
            Text(value);
            output.Write('"');
        }
    }

    private void Write(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        output.Write(units[..rune.EncodeToUtf16(units)]);
    }

    /// <summary>Closes an element.</summary>
    internal readonly ref struct Scope(TextWriter output, string name)
    {
        public void Dispose() => output.Write($"</{name}>");
    }
}
