namespace DistilBert.Qa.Tool.Models;

/// <summary>A window and the logits that another engine gave for it.</summary>
/// <param name="Ids">The tokens, control tokens included.</param>
/// <param name="Start">A start logit for each token.</param>
/// <param name="End">An end logit for each token.</param>
internal sealed record RecordedLogits(IReadOnlyList<int> Ids, IReadOnlyList<float> Start, IReadOnlyList<float> End);
