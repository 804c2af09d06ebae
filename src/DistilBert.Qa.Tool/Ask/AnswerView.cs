using System.Globalization;

namespace DistilBert.Qa.Tool.Ask;

/// <summary>An answer as a person reads it: on one line, without what would upset a terminal.</summary>
/// <param name="Answer">The answer; empty for "no answer".</param>
/// <param name="Before">Its sentence up to it.</param>
/// <param name="After">Its sentence from there on.</param>
/// <param name="Detail">How probable it is, and where it stands.</param>
internal sealed record AnswerView(string Answer, string Before, string After, string Detail)
{
    private const string Cut = "… ";

    public bool IsNoAnswer => Answer.Length == 0;

    public static IReadOnlyList<AnswerView> Of(IReadOnlyList<Answer> answers, IReadOnlyList<AskedText> texts) =>
        [.. answers.Select(answer => Of(answer, texts[answer.ContextIndex]))];

    private static AnswerView Of(Answer answer, AskedText text)
    {
        string probability = string.Create(CultureInfo.InvariantCulture, $"{100 * answer.Probability:F1} %");
        if (answer.IsNoAnswer)
        {
            return new("", "", "", probability);
        }

        Snippet snippet = Snippet.From(text.Content, answer);
        string before = DisplayText.Clean(snippet.Text[..snippet.HighlightStart]);
        string after = DisplayText.Clean(snippet.Text[snippet.HighlightEnd..]);
        return new(
            DisplayText.Clean(answer.Text),
            (snippet.CutAtStart ? Cut : "") + before,
            after + (snippet.CutAtEnd ? Cut.TrimEnd() : ""),
            $"{probability}, {Place(answer, text)}");
    }

    private static string Place(Answer answer, AskedText text)
    {
        string characters = string.Create(CultureInfo.InvariantCulture, $"characters {answer.Start} to {answer.End}");
        if (text.Name is null)
        {
            return characters;
        }

        // Line and column as editors and compilers count them: from 1.
        ReadOnlySpan<char> before = text.Content.AsSpan(0, answer.Start);
        int line = before.Count('\n') + 1;
        int column = answer.Start - before.LastIndexOf('\n');
        return string.Create(CultureInfo.InvariantCulture, $"{DisplayText.Clean(text.Name)}:{line}:{column}, {characters}");
    }
}
