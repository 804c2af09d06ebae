using System.Diagnostics;

namespace DistilBert.Qa.Documentation.Tests;

/// <summary>The checkout the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The build configuration of this run, as the artifacts folder spells it.</summary>
    public static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Split('_')[0];

    /// <summary>The Markdown files a reader sees.</summary>
    public static IEnumerable<string> Documents() =>
        new[] { Path.Combine(Root, "README.md") }
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "src"), "README.md", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));

    /// <summary>Runs a built program in the root of the checkout and returns what it printed.</summary>
    public static async Task<string> RunAsync(string project, params string[] arguments)
    {
        string folder = Path.Combine(Root, "artifacts", "bin", project, Configuration);
        string program = Directory.EnumerateFiles(folder, "*.runtimeconfig.json").Single().Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal);
        ProcessStartInfo start = new("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.Should().Be(0, await errors);
        return await output;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DistilBert.Qa.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No checkout above '{AppContext.BaseDirectory}'.");
    }
}
