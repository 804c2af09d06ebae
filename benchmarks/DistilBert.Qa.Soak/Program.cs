using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistilBert.Qa;
using DistilBert.Qa.Soak;
using DistilBert.Qa.Soak.Fuzzing;

Option<FileInfo?> output = new("--output") { Description = "Where the figures go, as JSON. Default: standard output only.", Recursive = true };
Option<string> model = new("--model") { Description = "The model. Default: mini.", DefaultValueFactory = static _ => "mini", Recursive = true };

Option<double> minutes = new("--minutes") { Description = "How long. Default: 30.", DefaultValueFactory = static _ => 30 };
Option<int> callers = new("--callers") { Description = "Callers at once. Default: 8.", DefaultValueFactory = static _ => 8 };
Command soak = new("soak", "Mixed load, every answer checked; memory, threads and mix-ups over time.") { minutes, callers };
soak.SetAction(async (parsed, token) => Report(
    await new MixedLoad(parsed.GetRequiredValue(model), parsed.GetRequiredValue(callers), TimeSpan.FromMinutes(parsed.GetRequiredValue(minutes))).RunAsync(token),
    parsed.GetValue(output)));

Option<int> cycles = new("--cycles") { Description = "How often. At least 60. Default: 500.", DefaultValueFactory = static _ => 500 };
cycles.Validators.Add(static result =>
{
    if (result.GetValueOrDefault<int>() < MemoryTrend.Looks)
    {
        result.AddError($"--cycles must be at least {MemoryTrend.Looks}.");
    }
});
Command disposal = new("disposal", "Loads, answers and disposes; memory at the start and at the end.") { cycles };
disposal.SetAction(async (parsed, token) => Report(await DisposalCycles.RunAsync(parsed.GetRequiredValue(model), parsed.GetRequiredValue(cycles), token), parsed.GetValue(output)));

Option<int> count = new("--count") { Description = "How often. Default: 200.", DefaultValueFactory = static _ => 200 };
Command cancellation = new("cancellation", "Cancels at random moments, in a model with the matrix products of DistilBERT-base; how long it takes to end.") { count };
cancellation.SetAction(async (parsed, token) => Report(await CancellationLatency.RunAsync(parsed.GetRequiredValue(count), token), parsed.GetValue(output)));

Option<string?> target = new("--target") { Description = "The reader. Default: all, one after another." };
target.AcceptOnlyFromAmong([.. FuzzTargets.All.Select(static known => known.Name)]);
Option<long> inputs = new("--count") { Description = "How many inputs each reader is given. Default: 1000000.", DefaultValueFactory = static _ => 1_000_000 };
Option<int> seed = new("--seed") { Description = "What the inputs are made from. Default: 1.", DefaultValueFactory = static _ => 1 };
Command fuzz = new("fuzz", "Gives readers damaged files; each must read or refuse with an exception of ours.") { target, inputs, seed };
fuzz.SetAction((parsed, token) => Task.FromResult(Report(
    FuzzReport.Of(FuzzTargets.All.Where(known => parsed.GetValue(target) is not { } name || known.Name == name), parsed.GetRequiredValue(inputs), parsed.GetRequiredValue(seed), parsed.GetValue(output), token),
    parsed.GetValue(output))));

Option<DirectoryInfo> project = new("--project") { Description = "The smoke program. Default: tests/DistilBert.Qa.Aot.", DefaultValueFactory = static _ => new("tests/DistilBert.Qa.Aot") };
Option<DirectoryInfo> folder = new("--folder") { Description = "Where it is published; what is there is used. Default: artifacts/start.", DefaultValueFactory = static _ => new("artifacts/start") };
Option<int> runs = new("--runs") { Description = "How often each is started. Default: 15.", DefaultValueFactory = static _ => 15 };
Command start = new("start", "Publishes the smoke program with NativeAOT and without; sizes, and the time to the first answer.") { project, folder, runs };
start.SetAction(async (parsed, token) => Report(
    await StartTime.RunAsync(parsed.GetRequiredValue(project).FullName, parsed.GetRequiredValue(folder).FullName, parsed.GetRequiredValue(runs), token), parsed.GetValue(output)));

Option<int> times = new("--count") { Description = "How often. Default: 200.", DefaultValueFactory = static _ => 200 };
Command kills = new("kills", "Kills the tool's batch at random moments and resumes it; every output must be the undisturbed one.") { times };
kills.SetAction(async (parsed, token) =>
{
    using Kills run = new();
    return Report(await run.RunAsync(parsed.GetRequiredValue(times), token), parsed.GetValue(output));
});

return await new RootCommand("Long runs that show what does not change.") { soak, disposal, cancellation, fuzz, start, kills, output, model }.Parse(args).InvokeAsync();

static int Report(JsonObject figures, FileInfo? output)
{
    ProviderSurvey survey = ProviderSurvey.Take();
    figures["environment"] = new JsonObject
    {
        ["processor"] = survey.Processor,
        ["cpuFeatures"] = new JsonArray([.. survey.CpuFeatures.Select(static feature => (JsonNode)feature)]),
        ["system"] = System.Runtime.InteropServices.RuntimeInformation.OSDescription.Trim(),
        ["runtime"] = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        ["onnxRuntime"] = survey.NativeVersion,
    };
    string json = figures.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    Console.WriteLine(json);
    if (output is not null)
    {
        output.Directory?.Create();
        File.WriteAllText(output.FullName, json + "\n");
    }

    return figures["held"]!.GetValue<bool>() ? 0 : 1;
}
