namespace DistilBert.Qa.Evaluation;

/// <summary>The sums of the official v1.1 scorer: running totals over all questions, a missing answer counting 0.</summary>
internal sealed class SquadV1Tally : SquadTally
{
    private double _exact;
    private double _f1;
    private int _total;

    public override SquadScores Finish(IReadOnlyDictionary<string, double>? noAnswerProbabilities, double noAnswerThreshold)
    {
        if (noAnswerProbabilities is not null)
        {
            throw new ArgumentException(
                "Probabilities of no answer mean nothing in v1.1 scoring, where every question has an answer; leave them out or score as v2.0.",
                nameof(noAnswerProbabilities));
        }

        return _total == 0
            ? throw NothingToScore("questions")
            : new() { Version = SquadVersion.V1, Exact = 100.0 * _exact / _total, F1 = 100.0 * _f1 / _total, Total = _total, MissingIds = MissingIds };
    }

    protected override AnswerScore AddAnswered(SquadQuestion question, string answer)
    {
        AnswerScore score = SquadScorer.Score(question, answer, SquadVersion.V1);
        _total++;
        _exact += score.Exact;
        _f1 += score.F1;
        return score;
    }

    protected override void AddMissing() => _total++;
}
