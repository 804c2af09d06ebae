using DistilBert.Qa.Explanation;

namespace DistilBert.Qa;

/// <summary>The sentence, or sentences, that an answer stands in: what to show a reader.</summary>
public sealed record Snippet
{
    private Snippet(string text, int offset, int highlightStart, int highlightEnd, bool cutAtStart, bool cutAtEnd)
    {
        Text = text;
        Offset = offset;
        HighlightStart = highlightStart;
        HighlightEnd = highlightEnd;
        CutAtStart = cutAtStart;
        CutAtEnd = cutAtEnd;
    }

    /// <summary>The sentence, verbatim, without the white space around it; empty for "no answer".</summary>
    public string Text { get; }

    /// <summary>Where <see cref="Text"/> starts in the context, as a UTF-16 index.</summary>
    public int Offset { get; }

    /// <summary>Where the answer starts in <see cref="Text"/>, as a UTF-16 index.</summary>
    public int HighlightStart { get; }

    /// <summary>Where the answer ends in <see cref="Text"/>, as a UTF-16 index, exclusive.</summary>
    public int HighlightEnd { get; }

    /// <summary>Whether the sentence goes on before <see cref="Text"/>, because it is longer than was wanted.</summary>
    public bool CutAtStart { get; }

    /// <summary>Whether the sentence goes on after <see cref="Text"/>, because it is longer than was wanted.</summary>
    public bool CutAtEnd { get; }

    /// <summary>Finds the sentence around an answer; abbreviations, initials, decimals and quotation marks do not end one, CJK full stops and blank lines do.</summary>
    /// <param name="context">The context the answer was found in.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="maxCharacters">How many UTF-16 units to show at most on either side of the answer, 0 or more. Default: 400.</param>
    /// <exception cref="ArgumentOutOfRangeException">The answer lies outside the context, or <paramref name="maxCharacters"/> is negative.</exception>
    public static Snippet From(string context, Answer answer, int maxCharacters = 400)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfNegative(maxCharacters);
        if (answer.IsNoAnswer || answer.Start == answer.End)
        {
            return new("", answer.Start, 0, 0, false, false);
        }

        if (answer.Start < 0 || answer.End > context.Length || answer.Start > answer.End)
        {
            throw new ArgumentOutOfRangeException(
                nameof(answer), $"The answer stands at {answer.Start} to {answer.End}, the context has {context.Length} characters: pass the context with the index Answer.ContextIndex.");
        }

        (int start, bool cutAtStart) = SentenceBounds.StartBefore(context, answer.Start, maxCharacters);
        (int end, bool cutAtEnd) = SentenceBounds.EndAfter(context, answer.End, maxCharacters);
        return new(context[start..end], start, answer.Start - start, answer.End - start, cutAtStart, cutAtEnd);
    }
}
