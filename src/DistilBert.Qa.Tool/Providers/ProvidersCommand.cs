using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Providers;

/// <summary><c>providers</c>: what this machine can run a model on, and what is missing for the rest.</summary>
internal sealed class ProvidersCommand : ToolCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object instead of text." };

    public ProvidersCommand(ToolConsole console)
        : base(
            "providers",
            "Shows what a model can run on here, and the package that brings what is missing.",
            console,
            "distilbert-qa providers",
            "distilbert-qa providers --json") => Add(_json);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ProviderSurvey survey = ProviderSurvey.Take();
        if (parsed.GetValue(_json))
        {
            WriteJson(survey);
        }
        else
        {
            WriteText(survey);
        }

        return Task.FromResult(ExitStatus.Done);
    }

    private static string Platform => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    // The library speaks to an app that can change its packages; this tool cannot.
    private static string AdviceFor(ExecutionProvider provider) => provider == ExecutionProvider.Cpu
        ? "The native library is not beside this tool: install the tool again."
        : $"This tool carries the ONNX Runtime of the processor; an app gets {provider.Name.Split(':')[0]} from the package {provider.Package}.";

    private void WriteText(ProviderSurvey survey)
    {
        TextWriter text = Console.Text;
        text.WriteLine($"ONNX Runtime   {survey.NativeVersion ?? "missing"}");
        text.WriteLine($"System         {Platform}");
        text.WriteLine($"Processor      {survey.Processor}{string.Concat(survey.CpuFeatures.Select(static feature => $", {feature}"))}");
        text.WriteLine();
        foreach (ProviderStatus status in survey.Providers)
        {
            text.WriteLine($"{status.Provider.Name,-14} {(status.IsAvailable ? "works" : "missing")}");
            if (!status.IsAvailable)
            {
                text.WriteLine($"{"",-14} {status.Missing}");
                text.WriteLine($"{"",-14} {AdviceFor(status.Provider)}");
            }
        }
    }

    private void WriteJson(ProviderSurvey survey)
    {
        using JsonLineWriter line = new();
        Utf8JsonWriter json = line.Begin();
        json.WriteString("runtime", survey.NativeVersion);
        json.WriteString("platform", Platform);
        json.WriteString("processor", survey.Processor);
        json.WriteNumber("cores", Environment.ProcessorCount);
        WriteStrings(json, "features", survey.CpuFeatures);
        WriteStrings(json, "nativePackages", survey.NativePackages);
        json.WriteStartArray("providers");
        foreach (ProviderStatus status in survey.Providers)
        {
            json.WriteStartObject();
            json.WriteString("name", status.Provider.Name);
            json.WriteBoolean("works", status.IsAvailable);
            json.WriteString("package", status.Provider.Package);
            if (!status.IsAvailable)
            {
                json.WriteString("missing", status.Missing);
                json.WriteString("advice", AdviceFor(status.Provider));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        line.End();
        line.WriteTo(Console.Output);
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
