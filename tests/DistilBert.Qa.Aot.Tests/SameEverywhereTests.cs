using System.Runtime.InteropServices;

namespace DistilBert.Qa.Aot.Tests;

/// <summary>The same answers, to the last bit, whatever the surroundings.</summary>
public sealed class SameEverywhereTests(PlainRun plain) : IClassFixture<PlainRun>
{
    private readonly string _expected = plain.Output;

    [Fact]
    public async Task Answers_TurkishCulture_AreTheSame()
    {
        (string output, string errors) = await RunAsync([], ("LC_ALL", "tr_TR.UTF-8"));

        output.Should().Be(_expected).And.Contain("'Ada Lovelace'").And.Contain("'İSTANBUL'");
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is not ("1" or "true"))
        {
            errors.Should().Contain("culture 'tr-TR'");
        }
    }

    [Fact]
    public async Task Answers_InvariantGlobalization_AreTheSame() =>
        (await RunAsync([], ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"))).Output.Should().Be(_expected);

    [Fact]
    public async Task Answers_ServerCollector_AreTheSame()
    {
        (string output, string errors) = await RunAsync([], ("DOTNET_gcServer", "1"));

        output.Should().Be(_expected);
        errors.Should().Contain("server collector True");
    }

    [Theory]
    [InlineData("3", "1")]
    [InlineData("1", "4")]
    [InlineData("2", "2")]
    public async Task Answers_ThreadsAndStreams_AreTheSame(string threads, string streams) =>
        (await RunAsync([threads, streams])).Output.Should().Be(_expected);

    [AotFact]
    public async Task Answers_PublishedAheadOfTime_AreTheSame()
    {
        string root = FindRoot();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("distilbert-qa-aot-");
        try
        {
            (string log, _) = await Surroundings.RunAsync(
                "dotnet",
                ["publish", Path.Combine(root, "tests", "DistilBert.Qa.Aot"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:SmokeAot=true", "--artifacts-path", folder.FullName, "-m:1"]);
            log.Should().NotContain("warning", "neither trimming nor compiling ahead of time may warn");
            string name = OperatingSystem.IsWindows() ? "DistilBert.Qa.Aot.exe" : "DistilBert.Qa.Aot";
            string program = Directory.EnumerateFiles(Path.Combine(folder.FullName, "publish"), name, SearchOption.AllDirectories).Single();

            (await Surroundings.RunAsync(program, [])).Output.Should().Be(_expected);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<(string Output, string Errors)> RunAsync(string[] arguments, params (string Name, string Value)[] environment) =>
        Surroundings.RunAsync("dotnet", [PlainRun.Program, .. arguments], environment);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DistilBert.Qa.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No checkout above '{AppContext.BaseDirectory}'.");
    }
}
