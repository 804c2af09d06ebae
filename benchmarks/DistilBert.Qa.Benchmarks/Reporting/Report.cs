using System.Globalization;
using System.Text;

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

    /// <summary>Every figure that has a goal, with its goal and, for each machine, its value and file.</summary>
    /// <param name="machines">Their results; the rows are those of the first, and what only others have follows.</param>
    /// <param name="folder">Where their folders are, seen from the document.</param>
    public static string Table(IReadOnlyList<ResultSet> machines, string folder)
    {
        StringBuilder table = new("Measured on\n\n");
        for (int index = 0; index < machines.Count; index++)
        {
            table.Append(CultureInfo.InvariantCulture, $"- **{Letter(index)}**: {machines[index].Machine}\n");
        }

        table.Append("\nWhat is short of its goal is bold; what was not measured on a machine is left empty.\n\n");
        table.Append(CultureInfo.InvariantCulture, $"| what | goal | {string.Join(" | ", machines.Select(static (_, index) => Letter(index)))} |\n");
        table.Append(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(Enumerable.Repeat("---|", machines.Count))}\n");
        foreach (ResultFigure row in machines.SelectMany(static machine => machine.All).Where(static figure => figure.HasGoal).DistinctBy(static figure => figure.Name))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Goal} | {string.Join(" | ", machines.Select(machine => Cell(machine, row.Name)))} |\n");
        }

        return table.ToString();

        static char Letter(int index) => (char)('A' + index);

        string Cell(ResultSet machine, string name)
        {
            if (machine.Find(name) is not { } figure)
            {
                return "";
            }

            string text = $"[{Figures.Text(figure.Value, figure.Unit)}]({folder}/{machine.Folder}/{figure.File})";
            return figure.IsReached ? text : $"**{text}**";
        }
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
