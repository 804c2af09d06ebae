using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak;

/// <summary>Kills the tool's <c>batch</c> hard at random moments, tears the end off what it wrote, and resumes, until the output is whole; then again.</summary>
internal sealed class Kills : IDisposable
{
    private const int Lines = 400;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("distilbert-qa-");
    private readonly Random _random = new(1);
    private int _torn;
    private int _beforeTheFirstLine;

    private string Input => Path.Combine(_folder.FullName, "in.jsonl");

    private string Output => Path.Combine(_folder.FullName, "out.jsonl");

    public async Task<JsonObject> RunAsync(int count, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(Input, Enumerable.Range(0, Lines).Select(Line), cancellationToken);
        await RunToEndAsync(cancellationToken);
        byte[] expected = await File.ReadAllBytesAsync(Output, cancellationToken);
        int kills = 0;
        int whole = 0;
        int different = 0;
        File.Delete(Output);
        while (kills < count)
        {
            if (await KillAsync(expected.Length, cancellationToken))
            {
                kills++;
                continue;
            }

            whole++;
            different += (await File.ReadAllBytesAsync(Output, cancellationToken)).AsSpan().SequenceEqual(expected) ? 0 : 1;
            File.Delete(Output);
        }

        await RunToEndAsync(cancellationToken);
        different += (await File.ReadAllBytesAsync(Output, cancellationToken)).AsSpan().SequenceEqual(expected) ? 0 : 1;
        return new()
        {
            ["what"] = "kills",
            ["held"] = different == 0,
            ["kills"] = kills,
            ["killedBeforeTheFirstLine"] = _beforeTheFirstLine,
            ["tornAfterwards"] = _torn,
            ["outputsMadeWhole"] = whole + 1,
            ["outputsThatDiffer"] = different,
            ["linesEach"] = Lines,
            ["bytesEach"] = expected.Length,
        };
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // A question, and now and then a line that asks nothing.
    private static string Line(int index) => index % 11 == 5
        ? string.Create(CultureInfo.InvariantCulture, $"{{\"id\": \"bad {index}\"")
        : string.Create(CultureInfo.InvariantCulture, $"{{\"id\": {index}, \"question\": \"Who ran?\", \"context\": \"Person {index} stayed. Bob Miller ran to the station, naïve as ever.\"}}");

    // Whether it was killed before it came to its end.
    private async Task<bool> KillAsync(int whole, CancellationToken cancellationToken)
    {
        long from = Length();
        long killAt = from + _random.Next(whole / 3);
        bool atOnce = _random.Next(8) == 0;
        using Process process = Start();
        Task end = EndAsync(process, cancellationToken);
        TimeSpan soon = TimeSpan.FromMilliseconds(_random.Next(600));
        long started = Stopwatch.GetTimestamp();
        while (!end.IsCompleted && !(atOnce && Stopwatch.GetElapsedTime(started) > soon) && Length() <= killAt)
        {
            await Task.Delay(1, cancellationToken);
        }

        if (end.IsCompleted)
        {
            return false;
        }

        process.Kill();
        await end;
        _beforeTheFirstLine += Length() == from ? 1 : 0;
        Tear();
        return true;
    }

    // What a dying disk cache may leave: any beginning of what was written.
    private void Tear()
    {
        if (Length() > 0 && _random.Next(2) == 0)
        {
            using FileStream file = new(Output, FileMode.Open);
            file.SetLength(Math.Max(0, file.Length - _random.Next(1, 400)));
            _torn++;
        }
    }

    private long Length() => File.Exists(Output) ? new FileInfo(Output).Length : 0;

    private Process Start() => Process.Start(new ProcessStartInfo(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "DistilBert.Qa.Tool.dll"), "batch", Input, "-o", Output, "--resume"])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;

    private async Task RunToEndAsync(CancellationToken cancellationToken)
    {
        using Process process = Start();
        await EndAsync(process, cancellationToken);
    }

    private static async Task EndAsync(Process process, CancellationToken cancellationToken)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        // 1 tells of the bad lines; 137 is the kill.
        if (process.ExitCode is not (1 or 137))
        {
            throw new InvalidOperationException($"The tool ended with {process.ExitCode}: {await errors}");
        }
    }
}
