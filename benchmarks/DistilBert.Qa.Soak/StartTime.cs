using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DistilBert.Qa.Soak;

/// <summary>Publishes the smoke program with NativeAOT and without, runs both in turn, and measures how long each takes to its first answer.</summary>
internal static partial class StartTime
{
    private const string Name = "DistilBert.Qa.Aot";

    // The package lays its library for Windows beside that of any x64 system.
    private static readonly string Library = OperatingSystem.IsWindows() ? "onnxruntime" : "libonnxruntime";

    /// <param name="project">The folder of the smoke program.</param>
    /// <param name="folder">Where it is published to; what is there already is used.</param>
    /// <param name="runs">How often each is run.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<JsonObject> RunAsync(string project, string folder, int runs, CancellationToken cancellationToken)
    {
        string[] common = ["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-v", "q", "--nologo"];
        Program ahead = await PublishAsync(Path.Combine(folder, "ahead"), [.. common, "-p:SmokeAot=true"], cancellationToken);
        Program ordinary = await PublishAsync(Path.Combine(folder, "ordinary"), [.. common, "--self-contained", "false"], cancellationToken);
        List<double> first = [];
        List<double> second = [];
        bool same = true;
        for (int run = -1; run < runs; run++)
        {
            // The first round fills the caches of the system.
            (string answers, double start) = await StartAsync(ahead, cancellationToken);
            (string expected, double ordinaryStart) = await StartAsync(ordinary, cancellationToken);
            same &= answers == expected;
            if (run >= 0)
            {
                first.Add(start);
                second.Add(ordinaryStart);
            }
        }

        return new()
        {
            ["what"] = "start",
            ["held"] = same,
            ["runs"] = runs,
            ["answersAreTheSame"] = same,
            ["aheadOfTime"] = Describe(ahead, first),
            ["ordinary"] = Describe(ordinary, second),
            ["medianRatio"] = Math.Round(Middle(first) / Middle(second), 3),
        };
    }

    private static async Task<Program> PublishAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        if (!File.Exists(path))
        {
            (int status, string output, _) = await RunAsync("dotnet", [.. arguments, "-o", folder, "--artifacts-path", folder + "-build"], cancellationToken);
            if (status != 0)
            {
                throw new InvalidOperationException("Publishing failed: " + output);
            }
        }

        return new(folder, path);
    }

    private static async Task<(string Answers, double Milliseconds)> StartAsync(Program program, CancellationToken cancellationToken)
    {
        (int status, string output, string errors) = await RunAsync(program.Path, [], cancellationToken);
        return status == 0
            ? (output, double.Parse(FirstAnswer().Match(errors).Groups[1].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{program.Path} ended with {status}: {errors}");
    }

    private static async Task<(int Status, string Output, string Errors)> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output, await errors);
    }

    private static JsonObject Describe(Program program, List<double> milliseconds)
    {
        Dictionary<string, long> files = Directory.EnumerateFiles(program.Folder, "*", SearchOption.AllDirectories)
            .Where(static file => !file.EndsWith(".dbg", StringComparison.Ordinal) && !file.EndsWith(".pdb", StringComparison.Ordinal) && !file.EndsWith(".xml", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(program.Folder, file), static file => new FileInfo(file).Length);
        return new()
        {
            ["millisecondsToFirstAnswer"] = new JsonObject { ["median"] = Middle(milliseconds), ["least"] = milliseconds.Min(), ["most"] = milliseconds.Max() },
            ["executableMegabytes"] = Megabytes(files[Path.GetFileName(program.Path)]),
            ["onnxRuntimeMegabytes"] = Megabytes(files.Where(static file => Path.GetFileName(file.Key).StartsWith(Library, StringComparison.Ordinal)).Sum(static file => file.Value)),
            ["modelMegabytes"] = Megabytes(files.Where(static file => file.Key.StartsWith("distilbert-qa", StringComparison.Ordinal)).Sum(static file => file.Value)),
            ["allMegabytes"] = Megabytes(files.Values.Sum()),
            ["files"] = files.Count,
        };
    }

    private static double Megabytes(long bytes) => Math.Round(bytes / 1e6, 1);

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    [GeneratedRegex(@"first answer after (\d+) ms")]
    private static partial Regex FirstAnswer();

    private sealed record Program(string Folder, string Path);
}
