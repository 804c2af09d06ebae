namespace DistilBert.Qa.Evaluation;

/// <summary>Scores answers as the official SQuAD scorers do, to the last digit.</summary>
/// <remarks>
/// Sums run in the order of the data set, one addition at a time, as those scripts did under every Python before 3.12 (whose <c>sum</c>
/// compensates). An id that occurs twice in a v1.1 data set counts twice; in v2.0 its last occurrence counts, in the place of its first.
/// </remarks>
public static class SquadScorer
{
    /// <summary>Scores a data set's answers.</summary>
    /// <param name="data">The questions with their gold answers; read twice where <paramref name="version"/> is not given.</param>
    /// <param name="answers">Id → answer, empty for "there is none"; see <see cref="AnswerFile.ReadAnswers(string)"/>.</param>
    /// <param name="noAnswerProbabilities">Id → probability of there being no answer; only for v2.0. With it come the best thresholds.</param>
    /// <param name="noAnswerThreshold">Where that probability is above this, the answer counts as "there is none". Default: 1, never.</param>
    /// <param name="version">Which scoring. Default: what the data set calls for (<see cref="SquadSummary.Version"/>).</param>
    /// <exception cref="ArgumentException">There is nothing to score, or a probability is missing.</exception>
    /// <exception cref="DatasetException">The data set is malformed.</exception>
    public static SquadScores Score(
        SquadDataset data,
        IReadOnlyDictionary<string, string> answers,
        IReadOnlyDictionary<string, double>? noAnswerProbabilities = null,
        double noAnswerThreshold = 1,
        SquadVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(answers);
        SquadTally tally = SquadTally.Create(version ?? data.Summarize().Version);
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (SquadQuestion question in data.Questions)
        {
            known.Add(question.Id);
            tally.Add(question, answers.GetValueOrDefault(question.Id));
        }

        return tally.Finish(noAnswerProbabilities, noAnswerThreshold) with { UnknownAnswers = answers.Keys.Count(id => !known.Contains(id)) };
    }

    /// <summary>Scores one answer.</summary>
    /// <param name="question">The question with its gold answers.</param>
    /// <param name="answer">The answer given; empty for "there is none".</param>
    /// <param name="version">Which scoring. Default: <see cref="SquadVersion.V2"/>.</param>
    /// <exception cref="ArgumentException">The question has no gold answer, which v1.1 does not know.</exception>
    public static AnswerScore Score(SquadQuestion question, string answer, SquadVersion version = SquadVersion.V2)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        string given = AnswerText.Normalize(answer);
        double exact = 0, f1 = 0;
        foreach (string gold in NormalizedGold(question, version))
        {
            exact = Math.Max(exact, gold == given ? 1 : 0);
            f1 = Math.Max(f1, AnswerText.NormalizedF1(gold, given, version));
        }

        return new(exact, f1);
    }

    private static IEnumerable<string> NormalizedGold(SquadQuestion question, SquadVersion version)
    {
        IEnumerable<string> gold = question.Answers.Select(static answer => AnswerText.Normalize(answer.Text));
        if (version == SquadVersion.V2)
        {
            return gold.Where(static text => text.Length > 0).DefaultIfEmpty("");
        }

        return question.HasAnswer
            ? gold
            : throw new ArgumentException(
                $"Question '{question.Id}' has no gold answer, and v1.1 scoring needs one for every question; score the data set as v2.0.", nameof(question));
    }
}
