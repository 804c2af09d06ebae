using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WebDemo.Texts;

/// <summary>What a reader of a web page sees: its text, a paragraph a line; scripts are not run and nothing is fetched.</summary>
internal sealed class HtmlReader : ITextReader
{
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "noscript", "template", "head", "svg", "nav", "iframe", "object" };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    };

    public IReadOnlyList<string> Endings { get; } = [".html", ".htm"];

    public string Read(Stream file, CancellationToken cancellationToken)
    {
        using IHtmlDocument document = new HtmlParser().ParseDocument(file);
        StringBuilder text = new();
        Walk(document.Body, text, cancellationToken);
        return Paragraphs.Tidy(text.ToString());
    }

    // By hand, not by recursion: a page may nest deeper than a stack.
    private static void Walk(IElement? body, StringBuilder text, CancellationToken cancellationToken)
    {
        INode? node = body;
        while (node is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isSeen = node is not IElement element || !Unseen.Contains(element.LocalName);
            if (node is IText words)
            {
                text.Append(InOneLine(words.Data));
            }
            else if (IsBlock(node))
            {
                text.Append('\n');
            }

            if (isSeen && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (node is not null && node != body && node.NextSibling is null)
            {
                node = node.Parent;
                text.Append(IsBlock(node) ? "\n" : "");
            }

            node = node == body ? null : node?.NextSibling;
        }
    }

    private static bool IsBlock(INode? node) => node is IElement element && Blocks.Contains(element.LocalName);

    private static string InOneLine(string words) => words.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
}
