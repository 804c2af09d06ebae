using System.CommandLine;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Models;

/// <summary><c>model get</c>: fetches a model from the hub, or brings it up to date.</summary>
internal sealed class ModelGetCommand : ToolCommand
{
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Option<ModelPrecision> _precision = Choice.Of<ModelPrecision>("--precision", "Which form of the weights, for repositories that have ONNX files only.");

    public ModelGetCommand(ToolConsole console)
        : base(
            "get",
            "Fetches a model from the hub into the cache that Python shares, and prints its folder; what is there is checked for a newer revision.",
            console,
            "distilbert-qa model get distilbert/distilbert-base-uncased-distilled-squad",
            "distilbert-qa model get owner/name@v1.0")
    {
        Add(_model);
        Add(_precision);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ModelReference model = ModelReference.Parse(parsed.GetRequiredValue(_model));
        ModelPrecision precision = parsed.GetValue(_precision);
        string folder = await DownloadView
            .FollowAsync(Console.MessagesAreOnTerminal, progress => ModelStore.Create().FetchAsync(model, precision, progress, cancellationToken))
            .ConfigureAwait(false);
        Console.Text.WriteLine(folder);
        return ExitStatus.Done;
    }
}
