using System.CommandLine;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Models;

/// <summary><c>model inspect</c>: what a model is, and whether it can be compiled.</summary>
internal sealed class ModelInspectCommand : ToolCommand
{
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object instead of text." };

    public ModelInspectCommand(ToolConsole console)
        : base(
            "inspect",
            "Describes a model on this machine: architecture, weights, size, licence, card, and whether it can be compiled.",
            console,
            "distilbert-qa model inspect mini",
            "distilbert-qa model inspect checkpoint --json")
    {
        Add(_model);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ModelInspection seen = ModelInspector.Inspect(ModelReference.Parse(parsed.GetRequiredValue(_model)));
        if (parsed.GetValue(_json))
        {
            InspectionSheet.WriteJson(seen, Console.Output);
        }
        else
        {
            InspectionSheet.WriteText(seen, Console.Text);
        }

        return Task.FromResult(ExitStatus.Done);
    }
}
