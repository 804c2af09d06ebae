using System.CommandLine;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>The options that say which model runs, and on what; the same for every command that runs one.</summary>
internal sealed class ModelOptionSet
{
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
        Description = "The model: mini, a folder, a file *.onnx or *.safetensors in one, or a hub id owner/name[@revision].",
        HelpName = "model",
        DefaultValueFactory = static _ => "mini",
    };

    public void AddTo(Command command)
    {
        command.Add(Model);
        AddRunTo(command);
    }

    /// <summary>Adds what says how a model runs, for commands that name it otherwise.</summary>
    public void AddRunTo(Command command)
    {
        command.Add(_precision);
        command.Add(_provider);
        command.Add(_threads);
        command.Add(_streams);
    }

    /// <summary>Which form of the weights the command line asks for.</summary>
    public ModelPrecision Precision(ParseResult parsed) => parsed.GetValue(_precision);

    /// <summary>Threads inside one run, where the command line says it.</summary>
    public int? Threads(ParseResult parsed) => parsed.GetValue(_threads);

    /// <summary>Where the model runs.</summary>
    public ExecutionProvider Provider(ParseResult parsed) => ExecutionProvider.Parse(parsed.GetRequiredValue(_provider));

    /// <summary>Loads the model that <see cref="Model"/> names.</summary>
    public QuestionAnswerer Load(ParseResult parsed, AnswerOptions answers) => Load(parsed, parsed.GetRequiredValue(Model), answers);

    /// <summary>Loads a model to run as the command line says.</summary>
    public QuestionAnswerer Load(ParseResult parsed, string model, AnswerOptions answers)
    {
        QuestionAnswererOptions options = new()
        {
            Model = model,
            Precision = Precision(parsed),
            Threads = Threads(parsed),
            Streams = parsed.GetValue(_streams),
            Answers = answers,
        };

        options.UseProvider(Provider(parsed));
        return QuestionAnswerer.Create(options);
    }
}
