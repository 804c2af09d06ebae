using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Tool.Tests.Models;

namespace DistilBert.Qa.Tool.Tests.Train;

/// <summary>The real program, run, killed, interrupted and starved of disk.</summary>
public sealed class TrainProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _start;
    private readonly string _data;

    public TrainProcessTests()
    {
        _start = TinyCheckpoint.Write(_folder.PathOf("start"));
        _data = _folder.Write("data.jsonl", Rivers.Data);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_ToItsEnd_WritesAModelThatAnswersInBothPrecisions()
    {
        string output = _folder.PathOf("rivers");
        ToolRun run = await ToolProcess.RunAsync(Arguments(output, 150, "--eval", _data, "--eval-every", "50", "--report", _folder.PathOf("r.html"), "--metrics", _folder.PathOf("m.jsonl"), "--json"));

        run.Status.Should().Be(0, run.Messages);
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        result.GetProperty("folder").GetString().Should().Be(output);
        result.GetProperty("steps").GetInt32().Should().Be(150);
        result.GetProperty("last_loss").GetDouble().Should().BeLessThan(result.GetProperty("first_loss").GetDouble());
        result.GetProperty("evaluations").GetArrayLength().Should().Be(3);
        double f1 = result.GetProperty("best").GetProperty("f1").GetDouble();
        run.Messages.Should().StartWith("data.jsonl: 3 questions, 0 without an answer; 3 windows, 3 with the answer\nstep 50 of 150: loss ").And.MatchRegex("\nstep 150 of 150: loss .*, F1 [0-9.]+; [0-3] correct, ");

        JsonElement[] lines = [.. File.ReadLines(_folder.PathOf("m.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement)];
        lines.Should().HaveCount(153);
        lines[0].EnumerateObject().Select(static property => property.Name).Should().Equal("step", "epoch", "loss", "learning_rate", "gradient_norm", "tokens", "tokens_per_second");
        System.Xml.Linq.XDocument.Parse(await File.ReadAllTextAsync(_folder.PathOf("r.html"))).Descendants("svg").Should().HaveCount(4);
        Directory.GetFileSystemEntries(output).Select(Path.GetFileName).Should().BeEquivalentTo("README.md", "config.json", "model.safetensors", "vocab.txt");

        foreach (string precision in (string[])["fp32", "int8"])
        {
            ToolRun measured = await ToolProcess.RunAsync(
                ["evaluate", _data, "--model", output, "--precision", precision, "--max-length", "64", "--overlap", "8", "--json"], environment: Environment());
            measured.Status.Should().Be(0, measured.Messages);
            JsonElement figures = JsonDocument.Parse(measured.Output).RootElement;
            figures.GetProperty("questions").GetInt32().Should().Be(3);
            if (precision == "fp32")
            {
                figures.GetProperty("f1").GetDouble().Should().BeApproximately(f1, 1e-6);
            }
        }
    }

    [Fact]
    public async Task Train_AnswersThatDoNotFit_AreCountedAndListed()
    {
        string data = _folder.Write("odd.jsonl", Rivers.Data + """
            {"context": "the danube flows .", "qas": [{"id": "off", "question": "which flows ?", "answers": [{"text": "danube", "answer_start": 0}]}, {"id": "gone", "question": "which flows ?", "answers": [{"text": "thames", "answer_start": 4}]}]}

            """);
        ToolRun run = await ToolProcess.RunAsync(["train", data, "--from", _start, "-o", _folder.PathOf("out"), "--steps", "2", "--max-length", "64", "--overlap", "8"]);

        run.Status.Should().Be(0, run.Messages);
        run.Messages.Should().Be(
            "odd.jsonl: 5 questions, 0 without an answer; 4 windows, 4 with the answer\n2 answers do not fit: 1 mended, 1 left out with their questions\n" +
            "  off: 'danube' does not stand at its offset, mended\n  gone: 'thames' is not in its context, left out\n");
        run.Output.Should().MatchRegex("^Model +.*out\nData +odd\\.jsonl, 5 questions, 1 left out, 4 windows, [0-9]+ tokens\nSteps +2\nLoss +.*\nSpeed +[0-9]+ tokens/s\nAsk it +distilbert-qa ask .*--model .*out\n$");
    }

    [Fact]
    public async Task Train_KilledThenInterruptedThenResumed_GivesTheSameBytesAsUndisturbed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Steps long enough that a test on a busy machine comes in time to end one of many.
        const int Steps = 800;
        string data = _folder.Write("many.jsonl", Rivers.Many(64));
        string undisturbed = _folder.PathOf("undisturbed");
        (await ToolProcess.RunAsync(Arguments(data, batch: 64, undisturbed, Steps, "--dropout", "0.1"))).Status.Should().Be(0);

        string disturbed = _folder.PathOf("disturbed");
        string metrics = _folder.PathOf("disturbed.jsonl");
        string[] again = Arguments(data, batch: 64, disturbed, Steps, "--dropout", "0.1", "--checkpoint-every", "5", "--metrics", metrics, "--resume");
        using (Process killed = ToolProcess.Start(ToolProcess.Program, again))
        {
            WaitForStep(killed, metrics, 20);
            killed.Kill();
            await ToolProcess.EndAsync(killed, []);
        }

        int killedAt = File.ReadLines(metrics).Count();

        using (Process interrupted = ToolProcess.Start(ToolProcess.Program, again))
        {
            // Beyond what the killed run left in the file, which may be more than it was asked for.
            WaitForStep(interrupted, metrics, killedAt + 20);
            using Process interrupt = Process.Start("kill", ["-INT", interrupted.Id.ToString(CultureInfo.InvariantCulture)]);
            ToolRun run = await ToolProcess.EndAsync(interrupted, []);
            run.Status.Should().Be(130, run.Messages);
            run.Messages.Should().MatchRegex("Step [0-9]+ is saved in '.*disturbed'; the same command with --resume goes on from there\\.\ndistilbert-qa: Interrupted\\.\n$");
            File.Exists(Path.Combine(disturbed, "training", "checkpoint.safetensors")).Should().BeTrue();
        }

        ToolRun anew = await ToolProcess.RunAsync(Arguments(data, batch: 64, disturbed, Steps, "--dropout", "0.1"));
        anew.Status.Should().Be(1);
        anew.Messages.Should().EndWith("training' holds the checkpoint of a run that has not ended. Resume it, or delete that folder to begin anew.\n");

        ToolRun resumed = await ToolProcess.RunAsync(again);
        resumed.Status.Should().Be(0, resumed.Messages);
        File.ReadAllBytes(Path.Combine(disturbed, "model.safetensors")).Should().Equal(File.ReadAllBytes(Path.Combine(undisturbed, "model.safetensors")));
        File.ReadLines(metrics).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt32()).Should().Equal(Enumerable.Range(1, Steps));
    }

    [Fact]
    public async Task Train_DiskFull_SaysSoAndKeepsTheLastCheckpoint()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string output = _folder.PathOf("out");
        string[] more = ["--checkpoint-every", "3"];
        ToolRun full = await ToolProcess.ShellAsync("export DOTNET_EnableWriteXorExecute=0; ulimit -f 8; exec \"$T\" \"$@\"", Arguments(output, 50, more));
        full.Status.Should().Be(1);
        full.Messages.Should().MatchRegex("distilbert-qa: '.*checkpoint\\.safetensors' cannot be written: .* Make room or mend access, then resume\\. There is no checkpoint of this run yet\\.\n$");
        Directory.GetFileSystemEntries(Path.Combine(output, "training")).Select(Path.GetFileName).Should().Equal("lock");

        (await ToolProcess.RunAsync(Arguments(output, 50, [.. more, "--resume"]))).Status.Should().Be(0);
    }

    [Fact]
    public async Task Train_Calibrate_WritesACalibrationThatAnswersGoBy()
    {
        string data = _folder.Write("many.jsonl", Rivers.Many(48));
        string output = _folder.PathOf("out");
        ToolRun run = await ToolProcess.RunAsync(
            ["train", data, "--from", _start, "-o", output, "--eval", data, "--calibrate", "--steps", "30", "--max-length", "64", "--overlap", "8", "--learning-rate", "5e-3", "--json"]);

        run.Status.Should().Be(0, run.Messages);
        JsonElement calibration = JsonDocument.Parse(run.Output).RootElement.GetProperty("calibration");
        calibration.GetProperty("answerable").GetInt32().Should().Be(48);
        JsonElement file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "calibration.json"))).RootElement;
        file.GetProperty("temperature").GetDouble().Should().Be(calibration.GetProperty("temperature").GetDouble());
        file.GetProperty("model").GetString().Should().Be("out");
        (await File.ReadAllTextAsync(Path.Combine(output, "README.md"))).Should().Contain("Calibrated: `calibration.json` was fitted");
        Directory.GetFileSystemEntries(output).Select(Path.GetFileName).Should().BeEquivalentTo("README.md", "calibration.json", "config.json", "model.safetensors", "vocab.txt");

        string[] ask = ["ask", "which flows through vienna ?", "--context", "river river . the danube flows through vienna .", "--model", output, "--max-length", "64", "--overlap", "8", "--json"];
        double calibrated = await ProbabilityAsync(ask);
        File.Delete(Path.Combine(output, "calibration.json"));
        calibrated.Should().NotBe(await ProbabilityAsync(ask));

        async Task<double> ProbabilityAsync(string[] arguments)
        {
            ToolRun answered = await ToolProcess.RunAsync(arguments, environment: Environment());
            answered.Status.Should().Be(0, answered.Messages);
            return JsonDocument.Parse(answered.Output).RootElement.GetProperty("answers")[0].GetProperty("probability").GetDouble();
        }
    }

    [Fact]
    public async Task Train_WhereAnotherRunWrites_IsRefused()
    {
        string output = _folder.PathOf("out");
        string metrics = _folder.PathOf("m.jsonl");
        using Process first = ToolProcess.Start(ToolProcess.Program, Arguments(output, 100_000, "--metrics", metrics, "--checkpoint-every", "1000000"));
        WaitForStep(first, metrics, 1);

        ToolRun second = await ToolProcess.RunAsync(Arguments(output, 3, "--resume"));
        second.Status.Should().Be(1);
        second.Messages.Should().EndWith($"distilbert-qa: Another run writes to '{output}' at this moment. Wait for it or end it, or name another folder.\n");
        first.HasExited.Should().BeFalse("the second run is nothing to the first");

        // The lock of a process that was killed is free.
        first.Kill();
        await ToolProcess.EndAsync(first, []);
        (await ToolProcess.RunAsync(Arguments(output, 3))).Status.Should().Be(0);
        Directory.Exists(Path.Combine(output, "training")).Should().BeFalse();
    }

    [Fact]
    public async Task Train_LossThatIsNoNumber_EndsWithTheStep()
    {
        string weights = Path.Combine(_start, "model.safetensors");
        byte[] bytes = await File.ReadAllBytesAsync(weights);
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(bytes.Length - 64))[..14].Fill(3e38f);
        await File.WriteAllBytesAsync(weights, bytes);

        ToolRun run = await ToolProcess.RunAsync(Arguments(_folder.PathOf("out"), 5));
        run.Status.Should().Be(1);
        run.Messages.Should().MatchRegex("distilbert-qa: Step 1 gave a loss of .* and a gradient norm of .*: the run has diverged\\. .* There is no checkpoint of this run yet\\.\n$");
    }

    /// <summary>Waits for a step on the test's own thread: those of the pool are busy with the tests beside.</summary>
    private static void WaitForStep(Process process, string metrics, int step)
    {
        bool IsThere()
        {
            if (!File.Exists(metrics))
            {
                return false;
            }

            using StreamReader reader = new(new FileStream(metrics, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd().Contains($"{{\"step\":{step},", StringComparison.Ordinal);
        }

        while (!IsThere())
        {
            process.HasExited.Should().BeFalse("the run must still be under way");
            Thread.Sleep(2);
        }
    }

    private Dictionary<string, string> Environment() => new() { ["DISTILBERT_QA_CACHE"] = _folder.PathOf("cache") };

    private string[] Arguments(string output, int steps, params string[] more) => Arguments(_data, batch: 2, output, steps, more);

    private string[] Arguments(string data, int batch, string output, int steps, params string[] more) =>
    [
        "train", data, "--from", _start, "-o", output, "--steps", steps.ToString(CultureInfo.InvariantCulture), "--max-length", "64", "--overlap", "8",
        "--batch-size", batch.ToString(CultureInfo.InvariantCulture), "--learning-rate", "5e-3", "--threads", "1", .. more,
    ];
}
