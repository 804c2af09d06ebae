using System.Diagnostics;

namespace DistilBert.Qa.Providers.Tests;

/// <summary>One of the small apps, as it was built.</summary>
internal sealed record ProviderApp(string Folder, string Name)
{
    public const string WithCpuPackage = "DistilBert.Qa.ProviderApp.Cpu";
    public const string WithoutNativePackage = "DistilBert.Qa.ProviderApp.None";

    public string DependencyFile => Path.Combine(Folder, Name + ".deps.json");

    public static ProviderApp Built(string name)
    {
        // artifacts/bin/<this project>/<configuration>/ has the apps' folders beside <this project>.
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return new(Path.Combine(Path.GetDirectoryName(here)!, "..", name, Path.GetFileName(here)), name);
    }

    /// <summary>A copy that a test may change.</summary>
    public ProviderApp CopyTo(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return this with { Folder = folder };
    }

    /// <summary>Runs it and returns what it printed: a line "key value" each.</summary>
    public async Task<ILookup<string, string>> RunAsync(string provider, string policy = "Error") => (await RunWholeAsync(provider, policy)).Output;

    /// <summary>As <see cref="RunAsync"/>, with what stood on standard error.</summary>
    public async Task<(ILookup<string, string> Output, string Errors)> RunWholeAsync(string provider, string policy)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(Folder, Name + ".dll"), provider, policy])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.Should().BeInRange(0, 1, "the app reports what it catches, and printed {0}", await errors);
        return (
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split(' ', 2))
                .ToLookup(static parts => parts[0], static parts => parts.Length == 2 ? parts[1].TrimEnd() : ""),
            await errors);
    }
}
