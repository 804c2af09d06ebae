using System.Text.RegularExpressions;

namespace DistilBert.Qa.Documentation.Tests;

/// <summary>What runs with the repository's rights is pinned: a tag can be moved, a commit cannot.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml").Select(static file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Uses_EveryAction_IsPinnedByCommitAndSaysItsVersion(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, ".github", "workflows", file));

        lines.Where(static line => line.Contains("uses:", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(line => Pinned().IsMatch(line));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_EveryProjectNamed_IsThere(string file)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", file));

        foreach (Match project in ProjectFolder().Matches(text))
        {
            Directory.Exists(Path.Combine(Repository.Root, project.Value)).Should().BeTrue("{0} names {1}", file, project.Value);
        }
    }

    [GeneratedRegex(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(src|tests|samples|benchmarks)/[\w.]+")]
    private static partial Regex ProjectFolder();
}
