namespace DistilBert.Qa.Evaluation;

/// <summary>Adds up the scores of a data set, question after question.</summary>
internal abstract class SquadTally
{
    private readonly List<string> _missing = [];

    protected IReadOnlyList<string> MissingIds => _missing;

    public static SquadTally Create(SquadVersion version) => version == SquadVersion.V1 ? new SquadV1Tally() : new SquadV2Tally();

    /// <summary>Takes in a question and the answer given; null where there is none, which is not the same as "there is no answer".</summary>
    public AnswerScore? Add(SquadQuestion question, string? answer)
    {
        if (answer is null)
        {
            _missing.Add(question.Id);
            AddMissing();
            return null;
        }

        return AddAnswered(question, answer);
    }

    /// <summary>The figures over everything added.</summary>
    public abstract SquadScores Finish(IReadOnlyDictionary<string, double>? noAnswerProbabilities, double noAnswerThreshold);

    protected abstract AnswerScore AddAnswered(SquadQuestion question, string answer);

    protected abstract void AddMissing();

    protected ArgumentException NothingToScore(string counted) => new(MissingIds.Count == 0
        ? "The data set holds no question; there is nothing to score."
        : $"None of the data set's {counted} has an answer; check that answers and data set belong together.");
}
