using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa;

/// <summary>A result with everything it was made of.</summary>
/// <param name="Result">The same result that answering gives.</param>
/// <param name="Tokens">The tokens of each context, in order.</param>
/// <param name="Windows">What the model said, window by window, in the order of contexts and windows.</param>
/// <param name="Timings">Where the time went.</param>
public sealed record QaExplanation(
    QaResult Result,
    IReadOnlyList<IReadOnlyList<Token>> Tokens,
    IReadOnlyList<ExplainedWindow> Windows,
    QaTimings Timings);
