using DistilBert.Qa;

namespace WebDemo.Answering;

/// <summary>An answer, or the statement that there is none.</summary>
/// <param name="Text">The words of the answer, verbatim; empty for "no answer".</param>
/// <param name="Start">Where it starts in its context, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Context">Which context it stands in, from 0.</param>
/// <param name="Probability">Among all valid answers of the question, from 0 to 1.</param>
/// <param name="Score">The sum of its two logits.</param>
/// <param name="Window">The window of its context that gave it, from 0.</param>
/// <param name="IsNoAnswer">Whether this says that the contexts do not answer the question.</param>
internal sealed record FoundAnswer(string Text, int Start, int End, int Context, double Probability, double Score, int Window, bool IsNoAnswer)
{
    public static FoundAnswer[] From(IReadOnlyList<Answer> answers) => [.. answers.Select(static answer => new FoundAnswer(
        answer.Text, answer.Start, answer.End, answer.ContextIndex, answer.Probability, answer.Score, answer.Evidence.Window, answer.IsNoAnswer))];
}
