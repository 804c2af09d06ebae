using System.Diagnostics;
using System.Globalization;
using System.Text;
using DistilBert.Qa.Benchmarks.Comparing;
using DistilBert.Qa.Tests;

namespace DistilBert.Qa.Benchmarks.Training;

/// <summary>The memory of training: the most that <c>distilbert-qa train</c> takes, and whether it grows step by step.</summary>
internal sealed class TrainingMemoryComparison() : Comparison("training-memory", "Memory of training the small model: the process distilbert-qa train over batches of 16 windows of 384 tokens, and 500 further steps of small batches beside 100 first ones")
{
    private const int FirstSteps = 100;
    private const int Steps = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public override string? Missing => MemoryComparison.Tool is null ? "needs the tool: dotnet build -c Release src/DistilBert.Qa.Tool"
        : Shared.Has(TrainedModel.Start) ? null : $"needs ../shared/{TrainedModel.Start}";

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken) =>
    [
        await PeakAsync("training-peak", "The most resident memory of distilbert-qa train, batches of 16 windows of 384 tokens", [], cancellationToken),
        await PeakAsync("training-peak-dropout", "The same with dropout", ["--dropout", "0.1"], cancellationToken),
        .. Growth(cancellationToken),
    ];

    private static async Task<Row> PeakAsync(string name, string what, string[] more, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("distilbert-qa-");
        try
        {
            string data = Path.Combine(folder.FullName, "data.jsonl");
            await File.WriteAllTextAsync(data, FullWindows(), cancellationToken);
            string[] arguments =
            [
                MemoryComparison.Tool!, "train", data, "--from", Shared.PathOf(TrainedModel.Start), "-o", Path.Combine(folder.FullName, "model"),
                "--batch-size", "16", "--steps", "4", "--learning-rate", "1e-6", .. more,
            ];
            using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> messages = process.StandardError.ReadToEndAsync(cancellationToken);
            double peak = 0;
            while (!process.HasExited)
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64 / 1e6);
                await Task.Delay(Pause, cancellationToken);
            }

            return process.ExitCode == 0
                ? new(name, what, peak, "MB") { Goal = Goal.AtMost(2000) }
                : throw new InvalidOperationException($"distilbert-qa train ended with {process.ExitCode}: {await messages}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Row[] Growth(CancellationToken cancellationToken)
    {
        using TrainedModel trained = new(windows: 2, length: 128);
        Take(FirstSteps);
        (double heap, double resident) = Memory();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        Take(Steps);
        double bytesPerStep = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)Steps;
        (double heapLater, double residentLater) = Memory();
        return
        [
            new("training-resident-growth", $"Resident memory after {Steps} further steps of 2 windows over that after the first {FirstSteps}", residentLater / resident, "×")
            {
                Goal = Goal.AtMost(1.02),
                Note = string.Create(CultureInfo.InvariantCulture, $"{resident:F1} MB, then {residentLater:F1} MB."),
            },
            new("training-heap-growth", $"What the managed heap holds on to after {Steps} further steps, over that after the first {FirstSteps}", heapLater / heap, "×")
            {
                Goal = Goal.AtMost(1.02),
                Note = string.Create(CultureInfo.InvariantCulture, $"{heap:F3} MB, then {heapLater:F3} MB."),
            },
            new("training-allocated", "Bytes that a step of 2 windows allocates on the managed heap", bytesPerStep, "B"),
        ];

        void Take(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                trained.Step(cancellationToken);
            }
        }
    }

    private static (double Heap, double Resident) Memory()
    {
        double heap = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        using Process process = Process.GetCurrentProcess();
        return (heap, process.WorkingSet64 / 1e6);
    }

    /// <summary>Questions whose contexts fill a window to the last token.</summary>
    private static string FullWindows()
    {
        StringBuilder lines = new();
        for (int question = 0; question < 64; question++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{{\"context\":\"The answer is {question}.{string.Concat(Enumerable.Repeat(" The bridge was opened by the mayor.", 60))}\",\"qas\":[{{\"id\":\"{question}\",\"question\":\"What is the answer?\",\"answers\":[{{\"text\":\"{question}\",\"answer_start\":14}}]}}]}}\n");
        }

        return lines.ToString();
    }
}
