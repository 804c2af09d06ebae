namespace DistilBert.Qa.Evaluation;

/// <summary>The official search for the best no-answer threshold.</summary>
internal static class ThresholdWalk
{
    /// <summary>
    /// Starts with every question called unanswerable, then takes the answers in by ascending probability of no answer: an answerable
    /// question adds its score, an unanswerable one that was answered takes 1 away. Ties keep the order of the probabilities.
    /// </summary>
    public static BestThreshold Best(
        IReadOnlyDictionary<string, ScoredAnswer> answers,
        IEnumerable<KeyValuePair<string, double>> noAnswerProbabilities,
        Func<ScoredAnswer, double> scoreOf)
    {
        double current = answers.Values.Count(static answer => !answer.HasAnswer);
        double best = current;
        double threshold = 0;
        foreach ((string id, double probability) in noAnswerProbabilities.OrderBy(static entry => entry.Value))
        {
            if (!answers.TryGetValue(id, out ScoredAnswer answer))
            {
                continue;
            }

            current += answer.HasAnswer ? scoreOf(answer) : answer.IsGiven ? -1 : 0;
            if (current > best)
            {
                best = current;
                threshold = probability;
            }
        }

        return new(100.0 * best / answers.Count, threshold);
    }
}
