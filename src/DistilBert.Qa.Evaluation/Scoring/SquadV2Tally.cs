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

        ScoredAnswer[] decided = [.. _scored.Select(entry => Decide(entry.Key, entry.Value, noAnswerProbabilities, noAnswerThreshold))];
        SplitScores total = Sum(decided)!;
        (double, ScoredAnswer)[]? walk = noAnswerProbabilities is null
            ? null
            : [.. noAnswerProbabilities.Where(entry => _scored.ContainsKey(entry.Key)).Select(entry => (entry.Value, _scored[entry.Key]))];
        return new()
        {
            Version = SquadVersion.V2,
            Exact = total.Exact,
            F1 = total.F1,
            Total = total.Total,
            HasAnswer = Sum([.. decided.Where(static answer => answer.HasAnswer)]),
            NoAnswer = Sum([.. decided.Where(static answer => !answer.HasAnswer)]),
            BestExact = walk is null ? null : ThresholdWalk.Best(walk, static score => score.Exact),
            BestF1 = walk is null ? null : ThresholdWalk.Best(walk, static score => score.F1),
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
    private static ScoredAnswer Decide(string id, ScoredAnswer answer, IReadOnlyDictionary<string, double>? probabilities, double threshold)
    {
        if (probabilities is null)
        {
            return answer;
        }

        if (!probabilities.TryGetValue(id, out double probability))
        {
            throw new ArgumentException(
                $"Question '{id}' has an answer but no probability of no answer; give one for every answered question, or none at all.", nameof(probabilities));
        }

        double right = answer.HasAnswer ? 0 : 1;
        return probability > threshold ? answer with { Score = new(right, right) } : answer;
    }

    private static SplitScores? Sum(ScoredAnswer[] answers) =>
        answers.Length == 0 ? null : SplitScores.Of(answers.Select(static answer => answer.Score));
}
