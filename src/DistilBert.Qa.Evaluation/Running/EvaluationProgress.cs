namespace DistilBert.Qa.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Questions answered.</param>
/// <param name="Total">Questions to answer.</param>
/// <param name="Windows">Windows the model read so far.</param>
/// <param name="Exact">Exact match so far, in percent.</param>
/// <param name="F1">F1 so far, in percent.</param>
/// <param name="AnsweringTime">The time spent answering so far.</param>
public sealed record EvaluationProgress(int Done, int Total, long Windows, double Exact, double F1, TimeSpan AnsweringTime);
