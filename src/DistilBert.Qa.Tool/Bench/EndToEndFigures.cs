namespace DistilBert.Qa.Tool.Bench;

/// <summary>Questions of SQuAD's lengths, in questions per second, by who asks.</summary>
/// <param name="Questions">How many questions were asked each time.</param>
/// <param name="Bare">The bare session, one window after the other.</param>
/// <param name="OneByOne">Ours, one question after the other.</param>
/// <param name="Batch">Ours, all questions in one call.</param>
/// <param name="EightCallers">Ours, eight callers at once with one question each at a time.</param>
internal sealed record EndToEndFigures(int Questions, double Bare, double OneByOne, double Batch, double EightCallers);
