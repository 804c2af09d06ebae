using System.Text.RegularExpressions;

namespace DistilBert.Qa.Documentation.Tests;

/// <summary>A fenced block of a document.</summary>
internal sealed partial record CodeBlock(string Document, int Line, string Language, string Text)
{
    public static IEnumerable<CodeBlock> In(string document)
    {
        string markdown = File.ReadAllText(Path.Combine(Repository.Root, document));
        return Fence().Matches(markdown).Select(match =>
            new CodeBlock(document, markdown.AsSpan(0, match.Index).Count('\n') + 1, match.Groups["language"].Value, match.Groups["text"].Value));
    }

    public override string ToString() => $"{Document}:{Line}";

    [GeneratedRegex(@"^```(?<language>[a-z]+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
