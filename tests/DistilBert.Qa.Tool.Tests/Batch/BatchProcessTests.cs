using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DistilBert.Qa.Tool.Tests.Batch;

[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Seeded tests.")]
public sealed class BatchProcessTests : IDisposable
{
    private const int Count = 250;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixModelFact]
    public async Task Batch_KilledAgainAndAgain_EndsAsIfNothingHadBeen()
    {
        // Some hundred lines are answered and written together: there must be enough of them for every kill to find work left.
        const int ManyLines = 2500;
        (string input, byte[] expected) = await UndisturbedAsync(ManyLines);
        string output = _folder.PathOf("out.jsonl");
        Random random = new(5);
        int kills = 0;
        ToolRun? last = null;
        for (int run = 0; run < 40 && last is null; run++)
        {
            // The later runs are left alone.
            long killAt = run < 6 ? (File.Exists(output) ? new FileInfo(output).Length : 0) + random.Next(expected.Length / 20) : long.MaxValue;
            using Process process = ToolProcess.Start(ToolProcess.Program, Arguments(input, output, "--resume"));
            Task<ToolRun> end = ToolProcess.EndAsync(process, []);
            while (!end.IsCompleted && !(File.Exists(output) && new FileInfo(output).Length > killAt))
            {
                await Task.Delay(1);
            }

            if (end.IsCompleted)
            {
                last = await end;
                continue;
            }

            process.Kill();
            await end;
            kills++;
            Tear(output, random);
        }

        kills.Should().BeGreaterThan(2);
        last!.Status.Should().Be(1, "some of the questions are bad, whichever run met them");
        last.Messages.Should().Be($"distilbert-qa: 227 of {ManyLines} lines could not be answered; each says why in its place.\n");
        (await File.ReadAllBytesAsync(output)).Should().Equal(expected);
    }

    [UnixModelFact]
    public async Task Batch_Interrupted_HasWrittenWholeLinesAndGoesOn()
    {
        // Long enough that a test on a busy machine comes in time.
        (string input, byte[] expected) = await UndisturbedAsync(2500);
        string output = _folder.PathOf("out.jsonl");
        using Process process = ToolProcess.Start(ToolProcess.Program, Arguments(input, output));
        Task<ToolRun> end = ToolProcess.EndAsync(process, []);
        while (!end.IsCompleted && !(File.Exists(output) && new FileInfo(output).Length > 0))
        {
            await Task.Delay(1);
        }

        using Process interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        ToolRun interrupted = await end;
        byte[] part = await File.ReadAllBytesAsync(output);
        int lines = part.Count(static value => value == '\n');

        interrupted.Status.Should().Be(130);
        interrupted.Messages.Should().Be($"distilbert-qa: Interrupted; {lines} lines are written. Go on with --resume.\n");
        part.Should().EndWith([(byte)'\n']);
        (await ToolProcess.RunAsync(Arguments(input, output, "--resume"))).Status.Should().Be(1);
        (await File.ReadAllBytesAsync(output)).Should().Equal(expected);
    }

    [UnixModelFact]
    public async Task Batch_FileReachesItsLimit_SaysSoAndGoesOnLater()
    {
        (string input, byte[] expected) = await UndisturbedAsync();
        string output = _folder.PathOf("out.jsonl");

        // The runtime itself maps a large file at its start unless told otherwise.
        ToolRun limited = await ToolProcess.ShellAsync("export DOTNET_EnableWriteXorExecute=0; ulimit -f 8; exec \"$T\" \"$@\"", Arguments(input, output));

        limited.Status.Should().Be(1);
        limited.Messages.Should().Match($"distilbert-qa: The results cannot be written to '{output}': * lines were written before. Go on with --resume.\n");
        new FileInfo(output).Length.Should().Be(8192);
        (await ToolProcess.RunAsync(Arguments(input, output, "--resume"))).Status.Should().Be(1);
        (await File.ReadAllBytesAsync(output)).Should().Equal(expected);
    }

    [UnixModelFact]
    public async Task Batch_FullDiskOrClosedPipe_StopsAndSaysWhy()
    {
        string input = _folder.Write("in.jsonl", SmallQuestions.Lines(2000));

        ToolRun full = await ToolProcess.ShellAsync("\"$T\" \"$@\" > /dev/full", Arguments(input, output: null));
        ToolRun closed = await ToolProcess.ShellAsync("\"$T\" \"$@\" | head -1; exit ${PIPESTATUS[0]}", Arguments(input, output: null));

        full.Status.Should().Be(1);
        full.Messages.Should().Match("distilbert-qa: The results cannot be written to standard output: No space left on device*. 0 lines were written before.\n");
        closed.Status.Should().Be(1);
        closed.Lines.Should().ContainSingle().Which.Should().StartWith("{\"id\":\"q0\",");
        closed.Messages.Should().Match("distilbert-qa: The results cannot be written to standard output: Broken pipe*. * lines were written before.\n");
    }

    [UnixModelFact]
    public async Task Batch_InputOfEveryBadKind_AnswersTheRest()
    {
        const string Script =
            "printf '{\"id\":1,\"question\":\"Who ran?\",\"context\":\"Bob Miller ran to the station.\"}\\n\\xff\\xfe\\n{\"id\":3,\"context\":\"'; head -c 100000000 /dev/zero | tr '\\0' x; " +
            "printf '\"}\\n\\n{\"id\":5\\n{\"id\":\"6\",\"question\":\"Who ran?\",\"context\":\"Ann Smith ran to the station.\"}'";

        ToolRun run = await ToolProcess.ShellAsync($"({Script}) | \"$T\" \"$@\"", ["batch", "--model", TestModel.Name!]);

        run.Status.Should().Be(1);
        run.Lines.Should().HaveCount(5);
        run.Lines[0].Should().StartWith("{\"id\":1,\"answers\":[{\"text\":\"Bob Miller\",\"start\":0,\"end\":10,\"probability\":");
        run.Lines[1].Should().StartWith("{\"id\":null,\"error\":\"The line is not valid UTF-8: no character starts at its byte 1.").And.EndWith(",\"line\":2}");
        run.Lines[2].Should().Be("{\"id\":null,\"error\":\"The line has 100000021 bytes; at most 67108864 are allowed. Split its context over several lines.\",\"line\":3}");
        run.Lines[3].Should().StartWith("{\"id\":null,\"error\":\"The line is not valid JSON at its byte ").And.EndWith(",\"line\":5}");
        run.Lines[4].Should().StartWith("{\"id\":\"6\",\"answers\":[{\"text\":\"Ann Smith\",");
    }

    [ModelFact]
    public async Task Batch_InputThatCannotBeRead_LeavesTheOutputAlone()
    {
        string output = _folder.Write("out.jsonl", "precious\n");

        ToolRun missing = await ToolProcess.RunAsync(Arguments(_folder.PathOf("none.jsonl"), output));
        ToolRun folder = await ToolProcess.RunAsync(Arguments(Path.GetTempPath(), output));
        ToolRun same = await ToolProcess.RunAsync(Arguments(output, output));
        ToolRun foreign = await ToolProcess.RunAsync(Arguments(_folder.Write("in.jsonl", SmallQuestions.Lines(1)), output, "--resume"));

        missing.Status.Should().Be(1);
        missing.Messages.Should().StartWith("distilbert-qa: The input file '").And.EndWith("Name a readable file, or - for standard input.\n");
        folder.Status.Should().Be(1);
        folder.Messages.Should().Contain("it is a folder.");
        same.Status.Should().Be(2);
        same.Messages.Should().Be($"distilbert-qa: '{output}' is both input and output; name another file with -o.\n");
        foreign.Status.Should().Be(1);
        foreign.Messages.Should().StartWith("distilbert-qa: Line 1 of the output is no line of results");
        (await File.ReadAllTextAsync(output)).Should().Be("precious\n");
    }

    [ModelFact]
    public async Task Batch_OtherCultureStreamsAndThreads_WritesTheSameBytes()
    {
        string input = SmallQuestions.Lines(40);
        string[] arguments = ["batch", "--explain", "--no-answer", "--top", "3", "--model", TestModel.Name!];

        ToolRun one = await ToolProcess.RunAsync([.. arguments, "--streams", "1", "--threads", "1"], input);
        ToolRun other = await ToolProcess.RunAsync([.. arguments, "--streams", "3", "--threads", "2"], input, new Dictionary<string, string> { ["LC_ALL"] = "tr_TR.UTF-8" });

        one.Lines.Should().HaveCount(40);
        other.Output.Should().Be(one.Output);
    }

    private async Task<(string Input, byte[] Output)> UndisturbedAsync(int count = Count)
    {
        string input = _folder.Write("in.jsonl", SmallQuestions.Lines(count));
        ToolRun run = await ToolProcess.RunAsync(Arguments(input, output: null));
        run.Lines.Should().HaveCount(count);
        return (input, run.OutputBytes);
    }

    private static string[] Arguments(string input, string? output, params string[] more) =>
        ["batch", input, "--model", TestModel.Name!, .. output is null ? Array.Empty<string>() : ["-o", output], .. more];

    // What a dying disk cache may leave: any beginning of what was written.
    private static void Tear(string output, Random random)
    {
        if (!File.Exists(output))
        {
            return;
        }

        using FileStream file = new(output, FileMode.Open);
        file.SetLength(Math.Max(0, file.Length - random.Next(300)));
    }
}
