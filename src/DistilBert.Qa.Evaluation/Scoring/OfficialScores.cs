namespace DistilBert.Qa.Evaluation;

/// <summary>The key names of the official scorers.</summary>
internal static class OfficialScores
{
    private const string Total = "total";

    public static bool IsCount(string name) => name.EndsWith(Total, StringComparison.Ordinal);

    public static IEnumerable<KeyValuePair<string, double>> Figures(SquadScores scores)
    {
        if (scores.Version == SquadVersion.V1)
        {
            yield return new("exact_match", scores.Exact);
            yield return new("f1", scores.F1);
            yield break;
        }

        foreach (KeyValuePair<string, double> figure in Split("", new(scores.Exact, scores.F1, scores.Total))
            .Concat(Split("HasAns_", scores.HasAnswer))
            .Concat(Split("NoAns_", scores.NoAnswer))
            .Concat(Best("best_exact", scores.BestExact))
            .Concat(Best("best_f1", scores.BestF1)))
        {
            yield return figure;
        }
    }

    private static IEnumerable<KeyValuePair<string, double>> Split(string prefix, SplitScores? split) => split is null
        ? []
        : [new($"{prefix}exact", split.Exact), new($"{prefix}f1", split.F1), new($"{prefix}{Total}", split.Total)];

    private static IEnumerable<KeyValuePair<string, double>> Best(string name, BestThreshold? best) => best is null
        ? []
        : [new(name, best.Score), new($"{name}_thresh", best.Threshold)];
}
