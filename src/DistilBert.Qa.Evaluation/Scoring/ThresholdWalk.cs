namespace DistilBert.Qa.Evaluation;

/// <summary>The official search for the best no-answer threshold.</summary>
internal static class ThresholdWalk
{
    /// <summary>
    /// Starts with every question called unanswerable, then takes the answers in by ascending probability of no answer: an answerable
    /// question adds its score, an unanswerable one that was answered takes 1 away. Ties keep the order given.
    /// </summary>
    /// <param name="answers">The probability of no answer of each question, and the answer; at least one.</param>
    /// <param name="scoreOf">Which score to maximise.</param>
    public static BestThreshold Best(IReadOnlyCollection<(double NoAnswer, ScoredAnswer Answer)> answers, Func<AnswerScore, double> scoreOf)
    {
        double current = answers.Count(static entry => !entry.Answer.HasAnswer);
        double best = current;
        double threshold = 0;
        foreach ((double noAnswer, ScoredAnswer answer) in answers.OrderBy(static entry => entry.NoAnswer))
        {
            current += answer.HasAnswer ? scoreOf(answer.Score) : answer.IsGiven ? -1 : 0;
            if (current > best)
            {
                best = current;
                threshold = noAnswer;
            }
        }

        return new(100.0 * best / answers.Count, threshold);
    }
}
