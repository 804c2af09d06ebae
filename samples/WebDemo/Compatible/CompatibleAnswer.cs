namespace WebDemo.Compatible;

/// <summary>An answer in the shape of Hugging Face's inference API.</summary>
/// <param name="Answer">The words of the answer; empty for "no answer".</param>
/// <param name="Score">The score of the pipeline.</param>
/// <param name="Start">Where it starts in the context, in code points.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal sealed record CompatibleAnswer(string Answer, double Score, int Start, int End);
