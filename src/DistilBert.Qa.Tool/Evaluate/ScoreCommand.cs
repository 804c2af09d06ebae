using System.CommandLine;
using System.Globalization;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Evaluate;

/// <summary><c>score</c>: the official scorers' figures for answers that are already there.</summary>
internal sealed class ScoreCommand : ToolCommand
{
    private readonly Argument<string> _data = new("data.json") { Description = "The questions with their gold answers, in SQuAD's v1.1 or v2.0 format." };
    private readonly Argument<string> _answers = new("predictions.json") { Description = "The answers: {\"id\": \"answer\", …}, empty for \"there is none\"." };
    private readonly Option<string?> _noAnswer = new("--no-answer-probabilities")
    {
        Description = "Probabilities of no answer, {\"id\": p, …}, v2.0 only; they give the best thresholds.",
        HelpName = "file",
    };

    public ScoreCommand(ToolConsole console)
        : base(
            "score",
            "Scores answers as the official SQuAD scorers do, to the last digit.",
            console,
            "distilbert-qa score dev-v1.1.json predictions.json",
            "distilbert-qa score dev-v2.0.json predictions.json --no-answer-probabilities no-answer.json")
    {
        Add(_data);
        Add(_answers);
        Add(_noAnswer);
    }

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        SquadDataset data = SquadDataset.FromFile(parsed.GetRequiredValue(_data));
        IReadOnlyDictionary<string, string> answers = AnswerFile.ReadAnswers(parsed.GetRequiredValue(_answers));
        SquadScores scores = SquadScorer.Score(data, answers, parsed.GetValue(_noAnswer) is { } path ? AnswerFile.ReadNoAnswerProbabilities(path) : null);
        Console.Text.WriteLine(scores.ToOfficialJson());
        if (scores.MissingIds.Count > 0)
        {
            string effect = scores.Version == SquadVersion.V1 ? "they count as wrong" : "they are left out of every figure";
            Note($"{scores.MissingIds.Count} questions of '{data.Name}' have no answer in the file ('{scores.MissingIds[0]}' is the first): {effect}.");
        }

        if (scores.UnknownAnswers > 0)
        {
            Note($"{scores.UnknownAnswers} answers are for questions that '{data.Name}' does not hold; they are passed over.");
        }

        return Task.FromResult(ExitStatus.Done);
    }

    private void Note(FormattableString text) => Console.Messages.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
