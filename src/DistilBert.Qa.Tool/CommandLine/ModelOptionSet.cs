using System.CommandLine;
using DistilBert.Qa.Tool.Providers;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>The options that say which model runs, and on what; the same for every command that runs one.</summary>
internal sealed class ModelOptionSet
{
    private const string Automatic = "auto";

    private readonly Option<ModelPrecision> _precision = Choice.Of<ModelPrecision>("--precision", "Which form of the weights runs.");
    private readonly Option<string> _provider = new("--provider")
    {
        Description = "Where it runs: cpu, cuda, directml, a numbered card as in cuda:1, or auto for the best that works here.",
        HelpName = "cpu|cuda|directml|auto",
        DefaultValueFactory = static _ => "cpu",
    };

    private readonly Option<int?> _threads = NumberOption.Whole("--threads", "Threads inside one run of the model. [default: measured best for the machine]", 1, 1024);
    private readonly Option<int?> _streams = NumberOption.Whole("--streams", "Runs of the model side by side. [default: measured best for the machine]", 1, 1024);

    /// <summary>Which model; also for commands that need only its tokenizer.</summary>
    public Option<string> Model { get; } = new("--model", "-m")
    {
        Description = "The model: mini, a folder, an ONNX file in a model folder.",
        HelpName = "model",
        DefaultValueFactory = static _ => "mini",
    };

    public void AddTo(Command command)
    {
        command.Add(Model);
        command.Add(_precision);
        command.Add(_provider);
        command.Add(_threads);
        command.Add(_streams);
    }

    /// <summary>Loads the model that the command line names.</summary>
    public QuestionAnswerer Load(ParseResult parsed, AnswerOptions answers)
    {
        QuestionAnswererOptions options = new()
        {
            Model = parsed.GetRequiredValue(Model),
            Precision = parsed.GetValue(_precision),
            Threads = parsed.GetValue(_threads),
            Streams = parsed.GetValue(_streams),
            Answers = answers,
        };

        string provider = parsed.GetRequiredValue(_provider);
        options.UseProvider(provider.Equals(Automatic, StringComparison.OrdinalIgnoreCase) ? ProviderProbe.Best() : ExecutionProvider.Parse(provider));
        return QuestionAnswerer.Create(options);
    }
}
