using System.CommandLine;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Evaluate;
using DistilBert.Qa.Tool.Terminal;
using DistilBert.Qa.Training;

namespace DistilBert.Qa.Tool.Train;

/// <summary><c>train</c>: fine-tunes a checkpoint on questions with known answers.</summary>
internal sealed class TrainCommand : ToolCommand
{
    private readonly Argument<string> _data = new("data") { Description = "The questions to train on, in SQuAD's format, as a list of its paragraphs, or as JSON lines of these." };
    private readonly Option<string> _from = new("--from")
    {
        Description = "The checkpoint to begin with: a folder with config.json, model.safetensors and vocab.txt, or a hub id owner/name[@revision].",
        HelpName = "model",
        Required = true,
    };

    private readonly Option<string> _output = new("--output", "-o") { Description = "The folder for the model; checkpoints lie in its folder training meanwhile.", HelpName = "folder", Required = true };
    private readonly Option<string?> _heldOut = new("--eval") { Description = "Questions held out, to evaluate on; the model with the best F1 is kept.", HelpName = "data" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the last checkpoint in the output; where there is none the run begins." };
    private readonly Option<string?> _metrics = new("--metrics") { Description = "Write one JSON object a line for every step and evaluation.", HelpName = "file.jsonl" };
    private readonly Option<string?> _report = new("--report") { Description = "Write a page with the curves, the evaluations and the answers that did not fit.", HelpName = "file.html" };
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object instead of text." };
    private readonly RecipeOptionSet _recipe = new();

    public TrainCommand(ToolConsole console)
        : base(
            "train",
            "Fine-tunes a checkpoint on your questions and writes a model that --model answers from. Killed or interrupted, --resume goes on bit for bit.",
            console,
            "distilbert-qa train questions.json --from distilbert/distilbert-base-uncased-distilled-squad -o my-model --learning-rate 3e-5",
            "distilbert-qa train train.json --eval dev.json --from checkpoint -o my-model --eval-every 200 --patience 3 --report run.html",
            "distilbert-qa train train.json --from checkpoint -o my-model --resume")
    {
        Add(_data);
        Add(_from);
        Add(_output);
        Add(_heldOut);
        _recipe.AddTo(this);
        Add(_resume);
        Add(_metrics);
        Add(_report);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        SquadDataset data = SquadDataset.FromFile(parsed.GetRequiredValue(_data));
        SquadDataset? heldOut = parsed.GetValue(_heldOut) is { } file ? SquadDataset.FromFile(file) : null;
        string from = await StartingPoint.LocateAsync(parsed.GetRequiredValue(_from), Console.MessagesAreOnTerminal, cancellationToken).ConfigureAwait(false);
        TrainingOptions options = _recipe.Read(parsed, new() { From = from, Output = parsed.GetRequiredValue(_output) }, evaluates: heldOut is not null);
        options.Resume = parsed.GetValue(_resume);
        options.MetricsFile = parsed.GetValue(_metrics);
        using ResultFile? report = ResultFile.Open(parsed.GetValue(_report), "--report");

        TrainingResult result = await TrainAsync(options, data, heldOut, cancellationToken).ConfigureAwait(false);
        report?.Write(stream =>
        {
            using StreamWriter page = new(stream, leaveOpen: true);
            TrainingReport.Write(page, result);
        });
        if (parsed.GetValue(_json))
        {
            TrainingJson.Write(result, Console.Output);
        }
        else
        {
            TrainingSheet.Write(result, Console.Text);
        }

        return ExitStatus.Done;
    }

    private async Task<TrainingResult> TrainAsync(TrainingOptions options, SquadDataset data, SquadDataset? heldOut, CancellationToken cancellationToken)
    {
        SavedStep saved = new();
        try
        {
            return await TrainingView
                .FollowAsync(Console, saved, progress => QuestionAnswererTrainer.TrainAsync(options, data, heldOut, progress, cancellationToken))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (saved.Step > 0)
        {
            Console.Messages.WriteLine($"Step {saved.Step} is saved in '{options.Output}'; the same command with --resume goes on from there.");
            throw;
        }
        catch (ArgumentException wrong)
        {
            throw new ToolException(RecipeOptionSet.InOptions(FailureText.Of(wrong)), wrong);
        }
    }
}
