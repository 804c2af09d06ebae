using System.CommandLine;
using System.Globalization;
using DistilBert.Qa.Benchmarks.Training;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary><c>compare</c>: measures the table, part by part, and writes each part's results.</summary>
internal static class CompareCommand
{
    private static readonly Comparison[] All =
    [
        new TokenizerComparison(),
        new OverheadComparison(),
        new DecoderComparison(),
        new BatchComparison(ModelPrecision.Int8),
        new BatchComparison(ModelPrecision.Fp32),
        new MiniComparison(),
        new PeakComparison(),
        new CallersComparison(),
        new SameBitsComparison(),
        new MemoryComparison(),
        new TrainingComparison(),
        new TrainingMemoryComparison(),
    ];

    public static Command Create()
    {
        Option<string[]> what = new("--what") { Description = $"Which parts: {string.Join(", ", All.Select(static part => part.Name))}. Default: all.", AllowMultipleArgumentsPerToken = true };
        what.AcceptOnlyFromAmong([.. All.Select(static part => part.Name)]);
        Option<int?> rounds = new("--rounds") { Description = "Rounds of each interleaved run. Default: each part's own." };
        Option<int?> questions = new("--questions") { Description = "Questions, or lines, in each round. Default: each part's own." };
        Option<string> output = new("--output") { Description = "The folder for the results. Default: benchmarks/results/PROCESSOR.", DefaultValueFactory = static _ => Path.Combine("benchmarks", "results", Machine.Folder) };
        Command command = new("compare", "Measures ours and its peers in interleaved runs and writes their ratios as JSON.") { what, rounds, questions, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(what) is { Length: > 0 } named ? [.. All.Where(part => named.Contains(part.Name))] : All,
            new(parsed.GetValue(rounds), parsed.GetValue(questions)),
            parsed.GetRequiredValue(output),
            "dotnet run -c Release --project benchmarks/DistilBert.Qa.Benchmarks -- compare --what {0}" + Settings(parsed.GetValue(rounds), parsed.GetValue(questions)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<Comparison> parts, CompareSettings settings, string output, string command, CancellationToken cancellationToken)
    {
        foreach (Comparison part in parts)
        {
            if (part.Missing is { } missing)
            {
                Console.WriteLine($"{part.Name}: left out, {missing}");
                continue;
            }

            IReadOnlyList<Row> rows = await part.RunAsync(settings, cancellationToken);
            string file = ResultFile.Write(output, part, rows, string.Format(CultureInfo.InvariantCulture, command, part.Name));
            Console.WriteLine($"{part.Name}: {file}");
            foreach (Row row in rows)
            {
                Print(row);
            }
        }

        return 0;
    }

    private static void Print(Row row)
    {
        string goal = row.Goal is { } bound ? $"{(bound.IsLeast ? "≥" : "≤")} {bound.Bound}: {(bound.IsReachedBy(row.Value) ? "yes" : "NO")}" : "";
        string half = row.MiddleHalf is { } middle ? $"({middle.Low:G4} to {middle.High:G4})" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row.Value,10:G4} {row.Unit,-3} {goal,-14} {half,-20} {row.What}"));
        foreach (Measured contender in row.Contenders)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"             {contender.PerSecond,12:G5} {contender.Unit}/s  {contender.Name}"));
        }

        if (row.Note is not null)
        {
            Console.WriteLine($"             {row.Note}");
        }
    }

    private static string Settings(int? rounds, int? questions) =>
        (rounds is null ? "" : $" --rounds {rounds}") + (questions is null ? "" : $" --questions {questions}");
}
