using DistilBert.Qa;

namespace WebDemo.Answering;

/// <summary>One event of a streamed question.</summary>
/// <param name="WindowsDone">How many windows were read.</param>
/// <param name="Windows">How many there are.</param>
/// <param name="Answers">The best answers so far; in the last event the answers.</param>
/// <param name="Tokens">In the last event: how many tokens the model read.</param>
/// <param name="Model">In the last event: the model that answered.</param>
/// <param name="Milliseconds">How long the server has been at it.</param>
internal sealed record ProgressEvent(int WindowsDone, int Windows, FoundAnswer[] Answers, int? Tokens, string? Model, double Milliseconds)
{
    public static ProgressEvent From(QaProgress progress, string model, TimeSpan elapsed) => new(
        progress.WindowsDone,
        progress.WindowCount,
        FoundAnswer.From(progress.Answers),
        progress.Result?.TokenCount,
        progress.Result is null ? null : model,
        Math.Round(elapsed.TotalMilliseconds, 2));
}
