using System.Text.RegularExpressions;

namespace DistilBert.Qa.Documentation.Tests;

/// <summary>The commands that README and docs show for the tool are run, from the checkout.</summary>
public partial class CommandTests
{
    private const string Prefix = "dotnet run --project src/DistilBert.Qa.Tool -- ";

    public static TheoryData<string> Commands
    {
        get
        {
            TheoryData<string> commands = [];
            foreach (string line in Repository.Documents().SelectMany(CodeBlock.In).Where(block => block.Language is "sh" or "console").SelectMany(block => block.Text.Split('\n')))
            {
                if (line.StartsWith(Prefix, StringComparison.Ordinal))
                {
                    commands.Add(line[Prefix.Length..]);
                }
            }

            return commands;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_AsShown_Succeeds(string command)
    {
        string[] arguments = [.. Word().Matches(command).Select(match => match.Value.Trim('"'))];

        (await Repository.RunAsync("DistilBert.Qa.Tool", arguments)).Should().NotBeEmpty();
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
