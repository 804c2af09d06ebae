using WebDemo.Answering;

namespace WebDemo.Explaining;

/// <summary>A result and what it was made of.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Result">The result.</param>
/// <param name="Windows">The strongest windows in the order of the text, at most 24.</param>
/// <param name="Times">Where the time went.</param>
internal sealed record ExplanationResponse(string Model, QuestionResult Result, WindowDetail[] Windows, StageTimes Times);
