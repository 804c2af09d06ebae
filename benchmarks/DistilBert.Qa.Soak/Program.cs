using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistilBert.Qa;
using DistilBert.Qa.Soak;

Option<FileInfo?> output = new("--output") { Description = "Where the figures go, as JSON. Default: standard output only.", Recursive = true };
Option<string> model = new("--model") { Description = "The model. Default: mini.", DefaultValueFactory = static _ => "mini", Recursive = true };

Option<double> minutes = new("--minutes") { Description = "How long. Default: 30.", DefaultValueFactory = static _ => 30 };
Option<int> callers = new("--callers") { Description = "Callers at once. Default: 8.", DefaultValueFactory = static _ => 8 };
Command soak = new("soak", "Mixed load, every answer checked; memory, threads and mix-ups over time.") { minutes, callers };
soak.SetAction(async (parsed, token) => Report(
    await new MixedLoad(parsed.GetRequiredValue(model), parsed.GetRequiredValue(callers), TimeSpan.FromMinutes(parsed.GetRequiredValue(minutes))).RunAsync(token),
    parsed.GetValue(output)));

Option<int> cycles = new("--cycles") { Description = "How often. Default: 500.", DefaultValueFactory = static _ => 500 };
Command disposal = new("disposal", "Loads, answers and disposes; memory at the start and at the end.") { cycles };
disposal.SetAction(async (parsed, token) => Report(await DisposalCycles.RunAsync(parsed.GetRequiredValue(model), parsed.GetRequiredValue(cycles), token), parsed.GetValue(output)));

Option<int> count = new("--count") { Description = "How often. Default: 200.", DefaultValueFactory = static _ => 200 };
Command cancellation = new("cancellation", "Cancels at random moments, in a model with the matrix products of DistilBERT-base; how long it takes to end.") { count };
cancellation.SetAction(async (parsed, token) => Report(await CancellationLatency.RunAsync(parsed.GetRequiredValue(count), token), parsed.GetValue(output)));

return await new RootCommand("Long runs that show what does not change.") { soak, disposal, cancellation, output, model }.Parse(args).InvokeAsync();

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
