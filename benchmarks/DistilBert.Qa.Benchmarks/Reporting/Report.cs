namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>What documents say of the results: charts, a sentence, a table; all of it made from the committed files and from nothing else.</summary>
internal static class Report
{
    /// <summary>The charts, by the name of their file.</summary>
    public static IReadOnlyDictionary<string, string> Charts(ResultSet results)
    {
        Dictionary<string, double> batch = Contenders(results, "batch-int8-");
        Dictionary<string, double> tokenizer = Contenders(results, "tokenizer-squad-dev-contexts-");
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["questions.svg"] = BarChart.Draw(
                "Questions answered per second",
                "SQuAD v1.1 dev, a model of DistilBERT-base's size in int8, 2 cores, one interleaved run",
                [
                    new("DistilBert.Qa, one call", batch["ours, one call"], true),
                    new("DistilBert.Qa, one by one", batch["ours, one by one"], true),
                    new("transformers.js, one by one", batch["transformers.js, one by one"], false),
                    new("the usual way in C#", batch["the tutorial's way in C#"], false),
                    new("transformers.js, batches of 8", batch["transformers.js, batches of 8"], false),
                ]),
            ["tokens.svg"] = BarChart.Draw(
                "Million tokens per second",
                "all contexts of SQuAD v1.1 dev, one thread, one interleaved run",
                [
                    new("DistilBert.Qa, with offsets", tokenizer["ours"], true),
                    new("Microsoft.ML.Tokenizers, ids", tokenizer["Microsoft.ML.Tokenizers EncodeToIds"], false),
                    new("Microsoft.ML.Tokenizers, tokens", tokenizer["Microsoft.ML.Tokenizers EncodeToTokens"], false),
                    new("Hugging Face tokenizers (Rust)", tokenizer.First(static one => one.Key.StartsWith("Hugging Face", StringComparison.Ordinal)).Value, false),
                ]),
        };
    }

    /// <summary>One sentence for a reader in a hurry.</summary>
    public static string Sentence(ResultSet results)
    {
        string speed = Figures.Short(results["batch-int8-tutorial"].PerSecond["ours, one call"]);
        return
            $"On two cores a model of DistilBERT-base's size answers {speed} questions of SQuAD a second in int8: {Times("batch-int8-tutorial")} times " +
            $"the usual way in C#, {Times("batch-int8-transformers-js")} times transformers.js one by one and {Times("batch-int8-transformers-js-batches")} " +
            $"times its batches. The tokenizer, with exact places, is {Times("tokenizer-squad-dev-contexts-microsoft-tokens")} times as fast as " +
            $"Microsoft.ML.Tokenizers and {Times("tokenizer-squad-dev-contexts-hugging-face")} times as fast as Hugging Face's Rust, and all that surrounds " +
            $"the model takes {Figures.Short(results["managed-time"].Value)} µs a question.";

        string Times(string name) => Figures.Short(results[name].Value);
    }

    /// <summary>Every figure that has a goal, with its goal and file.</summary>
    public static string Table(ResultSet results, string folder)
    {
        IEnumerable<string> lines = results.All.Where(static figure => figure.HasGoal).Select(figure =>
            $"| {figure.What} | [{Figures.Text(figure.Value, figure.Unit)}]({folder}/{figure.File}) | {figure.Goal} | {(figure.IsReached ? "reached" : "**missed**")} |\n");
        return $"Measured on {results.Machine}.\n\n| what | measured | goal | |\n|---|---|---|---|\n" + string.Concat(lines);
    }

    private static Dictionary<string, double> Contenders(ResultSet results, string prefix)
    {
        Dictionary<string, double> contenders = new(StringComparer.Ordinal);
        foreach ((string name, double perSecond) in results.All
            .Where(figure => figure.Name.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(static figure => figure.PerSecond))
        {
            contenders[name] = perSecond;
        }

        return contenders;
    }
}
