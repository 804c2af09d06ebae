using System.Text;

namespace DistilBert.Qa.Evaluation;

/// <summary>The figures of the official SQuAD scorers.</summary>
public sealed record SquadScores
{
    /// <summary>Which of the two official scorings this is.</summary>
    public required SquadVersion Version { get; init; }

    /// <summary>Exact match in percent.</summary>
    public required double Exact { get; init; }

    /// <summary>F1 in percent.</summary>
    public required double F1 { get; init; }

    /// <summary>How many questions were scored: for v1.1 all of them, for v2.0 those with an answer in the file.</summary>
    public required int Total { get; init; }

    /// <summary>The part that has gold answers; <see langword="null"/> for v1.1 and where there is none.</summary>
    public SplitScores? HasAnswer { get; init; }

    /// <summary>The part without gold answers; <see langword="null"/> for v1.1 and where there is none.</summary>
    public SplitScores? NoAnswer { get; init; }

    /// <summary>The best exact match over all thresholds; <see langword="null"/> without probabilities of no answer.</summary>
    public BestThreshold? BestExact { get; init; }

    /// <summary>The best F1 over all thresholds; <see langword="null"/> without probabilities of no answer.</summary>
    public BestThreshold? BestF1 { get; init; }

    /// <summary>Questions of the data set without an answer in the file. In v1.1 they count 0; in v2.0 they are left out of every total.</summary>
    public IReadOnlyList<string> MissingIds { get; init; } = [];

    /// <summary>How many answers are for questions that the data set does not hold; they are ignored.</summary>
    public int UnknownAnswers { get; init; }

    /// <summary>The figures under their official names, in their official order.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Figures => [.. OfficialScores.Figures(this)];

    /// <summary>The figures as the official scorers print them: key names, order, line breaks and digits.</summary>
    public string ToOfficialJson()
    {
        (string open, string separator, string close) = Version == SquadVersion.V1 ? ("{", ", ", "}") : ("{\n  ", ",\n  ", "\n}");
        StringBuilder text = new(open);
        foreach ((string name, double value) in OfficialScores.Figures(this))
        {
            text.Append(text.Length == open.Length ? "" : separator)
                .Append('"').Append(name).Append("\": ")
                .Append(OfficialScores.IsCount(name) ? PythonNumber.OfInteger((int)value) : PythonNumber.Of(value));
        }

        return text.Append(close).ToString();
    }
}
