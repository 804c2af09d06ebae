namespace DistilBert.Qa.Evaluation;

/// <summary>A question that was answered wrongly, with all that is needed to see why.</summary>
/// <param name="Question">The question and its gold answers.</param>
/// <param name="Title">The title of the article, where there is one.</param>
/// <param name="Context">The text.</param>
/// <param name="Given">The answer given; <see langword="null"/> where there was none at all.</param>
/// <param name="Score">What it scores.</param>
public sealed record Miss(SquadQuestion Question, string? Title, string Context, Answer? Given, AnswerScore Score)
{
    /// <summary>How bad it is: the probability that was given, times what is missing to a full F1.</summary>
    public double Badness => (Given?.Probability ?? 0) * (1 - Score.F1);
}
