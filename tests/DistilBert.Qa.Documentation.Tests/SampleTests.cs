namespace DistilBert.Qa.Documentation.Tests;

/// <summary>The samples are run as their readers run them.</summary>
public class SampleTests
{
    [Fact]
    public async Task QuickStart_Run_PrintsTheAnswerAndItsPlace()
    {
        string output = await Repository.RunAsync("QuickStart");

        output.Should().StartWith("Carl Sagan").And.Contain("characters").And.EndWith("True\n");
    }

    [Fact]
    public void QuickStart_Length_AtMostFifteenLines() =>
        File.ReadAllLines(Path.Combine(Repository.Root, "samples", "QuickStart", "Program.cs")).Length.Should().BeLessThanOrEqualTo(15);

    [Fact]
    public async Task GenericHost_Run_AnswersEveryQuestion()
    {
        string output = await Repository.RunAsync("GenericHost");

        output.Should().Contain("September 5, 1977").And.Contain("Linda Morabito").And.Contain("Jet Propulsion Laboratory").And.Contain("22 hours");
    }
}
