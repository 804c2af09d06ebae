using System.CommandLine;
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
        MachineReport report = MachineReport.Create();
        if (parsed.GetValue(_json))
        {
            WriteJson(report);
        }
        else
        {
            WriteText(report);
        }

        return Task.FromResult(ExitStatus.Done);
    }

    private void WriteText(MachineReport report)
    {
        TextWriter text = Console.Text;
        text.WriteLine($"ONNX Runtime   {report.Runtime ?? "missing"}");
        text.WriteLine($"System         {report.Platform}");
        text.WriteLine($"Processor      {report.Cores} cores{string.Concat(report.Features.Select(static feature => $", {feature}"))}");
        text.WriteLine();
        foreach (ProviderState state in report.Providers)
        {
            text.WriteLine($"{state.Provider.Name,-14} {(state.Works ? "works" : "missing")}");
            if (!state.Works)
            {
                text.WriteLine($"{"",-14} {state.Reason}");
                text.WriteLine($"{"",-14} {state.Advice}");
            }
        }
    }

    private void WriteJson(MachineReport report)
    {
        using JsonLineWriter line = new();
        Utf8JsonWriter json = line.Begin();
        json.WriteString("runtime", report.Runtime);
        json.WriteString("platform", report.Platform);
        json.WriteNumber("cores", report.Cores);
        json.WriteStartArray("features");
        foreach (string feature in report.Features)
        {
            json.WriteStringValue(feature);
        }

        json.WriteEndArray();
        json.WriteStartArray("providers");
        foreach (ProviderState state in report.Providers)
        {
            json.WriteStartObject();
            json.WriteString("name", state.Provider.Name);
            json.WriteBoolean("works", state.Works);
            json.WriteString("package", state.Provider.Package);
            if (!state.Works)
            {
                json.WriteString("reason", state.Reason);
                json.WriteString("advice", state.Advice);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        line.End();
        line.WriteTo(Console.Output);
    }
}
