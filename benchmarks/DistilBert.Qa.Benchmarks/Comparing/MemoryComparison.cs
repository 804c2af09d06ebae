using System.Diagnostics;
using System.Globalization;
using System.Text;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>The memory of <c>distilbert-qa batch</c> while it is fed lines without end.</summary>
internal sealed class MemoryComparison() : Comparison("memory", "Resident memory of the process distilbert-qa batch over 50 million generated lines; every hundred-thousandth runs the model, the others have blank contexts")
{
    private const int Lines = 50_000_000;
    private const int Samples = 100;
    private const int ModelEvery = 100_000;

    // How far the first tenth is behind when memory is taken as warm.
    private const int Warm = Samples / 10;

    public override string? Missing => Tool is null ? "needs the tool: dotnet build -c Release src/DistilBert.Qa.Tool" : null;

    /// <summary>The tool as it was built for release; <see langword="null"/> where it was not.</summary>
    internal static string? Tool { get; } = Find();

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        int lines = settings.Questions ?? Lines;
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Tool!, "batch"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Task<long> answered = Task.Run(() => CountLines(process.StandardOutput.BaseStream), cancellationToken);
        List<double> resident = [];
        long started = Stopwatch.GetTimestamp();
        await using (Stream input = process.StandardInput.BaseStream)
        {
            StringBuilder text = new();
            for (int line = 0; line < lines; line++)
            {
                string context = line % ModelEvery == 0 ? "The bridge was opened in 1932 by the mayor." : " ";
                text.Append(CultureInfo.InvariantCulture, $"{{\"id\":{line},\"question\":\"When was it opened?\",\"context\":\"{context}\"}}\n");
                if (text.Length > 1 << 16 || line == lines - 1)
                {
                    await input.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
                    text.Clear();
                }

                if (line % Math.Max(1, lines / Samples) == 0)
                {
                    process.Refresh();
                    resident.Add(process.WorkingSet64 / 1e6);
                }
            }
        }

        long count = await answered;
        await process.WaitForExitAsync(cancellationToken);
        double perSecond = lines / Stopwatch.GetElapsedTime(started).TotalSeconds;
        double warm = Series.Quantile(resident.Skip(Warm).Take(Warm), 0.5);
        double end = Series.Quantile(resident.TakeLast(Warm), 0.5);
        return
        [
            new("memory-growth", $"distilbert-qa batch over {lines / 1e6:0.#} million lines: resident memory in the last tenth over that in the second", end / warm, "×")
            {
                Goal = Goal.AtMost(1.1),
                Note = FormattableString.Invariant($"{warm:F0} MB in the second tenth, {end:F0} MB in the last, {resident.Skip(Warm).Max():F0} MB at most after the first; {count} lines answered, exit status {process.ExitCode}, {perSecond:F0} lines/s."),
            },
            new("memory-lost", "Lines without an answer", lines - count, "lines") { Goal = Goal.AtMost(0) },
        ];
    }

    private static long CountLines(Stream output)
    {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        for (int read = output.Read(buffer); read > 0; read = output.Read(buffer))
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string tool = Path.Combine(folder.FullName, "artifacts", "bin", "DistilBert.Qa.Tool", "release", "DistilBert.Qa.Tool.dll");
            if (File.Exists(tool))
            {
                return tool;
            }
        }

        return null;
    }
}
