namespace DistilBert.Qa.Evaluation;

/// <summary>The sums of the official v2.0 scorer: one entry per id, split by whether there is a gold answer, best thresholds.</summary>
/// <remarks>That scorer leaves a missing answer out of the total and then stops with an error in the split; here the split leaves it out too.</remarks>
internal sealed class SquadV2Tally : SquadTally
{
    private readonly OrderedMap<ScoredAnswer> _scored = new();

    public override SquadScores Finish(IReadOnlyDictionary<string, double>? noAnswerProbabilities, double noAnswerThreshold)
    {
        if (_scored.Count == 0)
        {
            throw NothingToScore("questions");
        }

        IReadOnlyCollection<AnswerScore> all = [.. _scored.Select(entry => Decide(entry.Key, entry.Value, noAnswerProbabilities, noAnswerThreshold))];
        SplitScores total = Sum(all)!;
        return new()
        {
            Version = SquadVersion.V2,
            Exact = total.Exact,
            F1 = total.F1,
            Total = total.Total,
            HasAnswer = Sum([.. all.Zip(_scored.Values).Where(static pair => pair.Second.HasAnswer).Select(static pair => pair.First)]),
            NoAnswer = Sum([.. all.Zip(_scored.Values).Where(static pair => !pair.Second.HasAnswer).Select(static pair => pair.First)]),
            BestExact = noAnswerProbabilities is null ? null : ThresholdWalk.Best(_scored, noAnswerProbabilities, static answer => answer.Score.Exact),
            BestF1 = noAnswerProbabilities is null ? null : ThresholdWalk.Best(_scored, noAnswerProbabilities, static answer => answer.Score.F1),
            MissingIds = MissingIds,
        };
    }

    protected override AnswerScore AddAnswered(SquadQuestion question, string answer)
    {
        AnswerScore score = SquadScorer.Score(question, answer);
        _scored[question.Id] = new(score, question.HasAnswer, answer.Length > 0);
        return score;
    }

    protected override void AddMissing()
    {
    }

    /// <summary>The score once the threshold is applied: above it, "there is none" was answered.</summary>
    private static AnswerScore Decide(string id, ScoredAnswer answer, IReadOnlyDictionary<string, double>? probabilities, double threshold)
    {
        if (probabilities is null)
        {
            return answer.Score;
        }

        if (!probabilities.TryGetValue(id, out double probability))
        {
            throw new ArgumentException(
                $"Question '{id}' has an answer but no probability of no answer; give one for every answered question, or none at all.", nameof(probabilities));
        }

        double right = answer.HasAnswer ? 0 : 1;
        return probability > threshold ? new(right, right) : answer.Score;
    }

    private static SplitScores? Sum(IReadOnlyCollection<AnswerScore> scores)
    {
        double exact = 0, f1 = 0;
        foreach (AnswerScore score in scores)
        {
            exact += score.Exact;
            f1 += score.F1;
        }

        return scores.Count == 0 ? null : new(100.0 * exact / scores.Count, 100.0 * f1 / scores.Count, scores.Count);
    }
}
