using System.CommandLine;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Models;

/// <summary><c>model path</c>: where a model's files are.</summary>
internal sealed class ModelPathCommand : ToolCommand
{
    private readonly Argument<string> _model = ModelArgument.Create();

    public ModelPathCommand(ToolConsole console)
        : base(
            "path",
            "Prints the folder of a model that is on this machine; never uses the network.",
            console,
            "distilbert-qa model path mini",
            "ls \"$(distilbert-qa model path owner/name)\"") => Add(_model);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Console.Text.WriteLine(ModelArgument.Locate(ModelStore.Create(), ModelReference.Parse(parsed.GetRequiredValue(_model))));
        return Task.FromResult(ExitStatus.Done);
    }
}
