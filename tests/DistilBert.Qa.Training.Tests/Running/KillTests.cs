using System.Diagnostics;

namespace DistilBert.Qa.Training.Tests.Running;

public sealed class KillTests
{
    [Fact]
    public void Train_KilledHardAndResumed_GivesTheSameBytesAsUndisturbed()
    {
        using SmallModel model = new();
        string data = Path.Combine(model.Root, "data.jsonl");
        File.WriteAllLines(data, SmallData.Create(12).Select(static paragraph =>
            $$"""{"context":"{{paragraph.Context}}","qas":[{{string.Join(',', paragraph.Questions.Select(static question => $$"""{"id":"{{question.Id}}","question":"{{question.Text}}","answers":[{"text":"{{question.Answers[0].Text}}","answer_start":{{question.Answers[0].CodePointStart}}}]}"""))}}]}"""));

        string undisturbed = model.Output("undisturbed");
        using (Process process = Start(model.Folder, undisturbed, data, resume: false))
        {
            process.WaitForExit();
            process.ExitCode.Should().Be(0, process.StandardError.ReadToEnd());
        }

        // Killed as soon as some step beyond a checkpoint has been taken, twice.
        string disturbed = model.Output("disturbed");
        foreach ((int step, bool resume) in new[] { (7, false), (25, true) })
        {
            using Process process = Start(model.Folder, disturbed, data, resume);
            SpinWait.SpinUntil(() => process.HasExited || StepsIn(disturbed + ".jsonl") >= step, TimeSpan.FromMinutes(5));
            process.HasExited.Should().BeFalse("the run must still be under way");
            process.Kill();
            process.WaitForExit();
        }

        using (Process process = Start(model.Folder, disturbed, data, resume: true))
        {
            process.WaitForExit();
            process.ExitCode.Should().Be(0, process.StandardError.ReadToEnd());
        }

        File.ReadAllBytes(Path.Combine(disturbed, "model.safetensors")).Should().Equal(File.ReadAllBytes(Path.Combine(undisturbed, "model.safetensors")));
        Losses(disturbed).Should().Equal(Losses(undisturbed));
        Directory.Exists(Path.Combine(disturbed, "training")).Should().BeFalse();
    }

    private static Process Start(string from, string output, string data, bool resume)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true };
        foreach (string argument in new[] { Path.Combine(AppContext.BaseDirectory, "DistilBert.Qa.Training.Worker.dll"), from, output, data, "60", resume ? "true" : "false" })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static int StepsIn(string metrics)
    {
        Thread.Sleep(5);
        return File.Exists(metrics) ? ReadShared(metrics).Count(static line => line.Contains("\"loss\"", StringComparison.Ordinal)) : 0;
    }

    private static string[] ReadShared(string path)
    {
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Losses(string output) =>
        [.. File.ReadLines(output + ".jsonl").Select(static line => line.Split(",\"tokens_per_second\"")[0])];
}
