using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistilBert.Qa.Benchmarks.Comparing;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tests;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Benchmarks.LongDocuments;

/// <summary><c>long-documents</c>: whole articles, read whole, in part, and with less overlap; what that saves and what it costs.</summary>
internal static class LongDocumentsCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private static readonly Reading Whole = new(null, 128);

    private static readonly Reading[] Readings =
    [
        Whole, new(3, 128), new(5, 128), new(10, 128), new(20, 128),
        new(null, 64), new(null, 32),
        new(null, 64, BySentence: true), new(null, 0, BySentence: true),
    ];

    public static Command Create()
    {
        Option<string> data = new("--data") { Description = "A data set in SQuAD's format. Default: ../shared/data/squad/dev-v1.1.json." };
        Option<string> model = new("--model") { Description = "The model. Default: mini." };
        Option<int> questions = new("--questions") { Description = "Questions asked, spread evenly over the data; what is read is counted for all.", DefaultValueFactory = static _ => 100 };
        Option<string> output = new("--output") { Description = "The result.", DefaultValueFactory = static _ => Path.Combine("benchmarks", "results", "long-documents.json") };
        Command command = new("long-documents", "Asks about whole articles: which part of them is read, what that saves, and what it costs.") { data, model, questions, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data) ?? Shared.PathOf("data/squad/dev-v1.1.json"),
            parsed.GetValue(model) ?? Path.Combine("src", "DistilBert.Qa.Model.Mini", "model"),
            parsed.GetRequiredValue(questions),
            parsed.GetRequiredValue(output),
            cancellationToken));
        return command;
    }

    private static async Task RunAsync(string data, string model, int wanted, string output, CancellationToken cancellationToken)
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model });
        IReadOnlyList<Article> articles = Article.ReadAll(SquadDataset.FromFile(data), answerer.Tokenizer);
        ReadingTally[] tallies = [.. Readings.Select(static reading => new ReadingTally(reading))];
        (Article Article, SquadQuestion Question, int Offset)[] all =
            [.. articles.SelectMany(static article => article.Questions.Select(asked => (article, asked.Question, asked.Offset)))];
        TokenBuffer tokens = new();
        foreach ((Article article, SquadQuestion question, int offset) in all)
        {
            answerer.Tokenizer.Tokenize(question.Text, tokens, SpecialTokenHandling.AsText, cancellationToken);
            Array.ForEach(tallies, tally => tally.Count(article, question, offset, tokens.Tokens));
        }

        int count = Math.Min(wanted, all.Length);
        for (int index = 0; index < count; index++)
        {
            (Article article, SquadQuestion question, _) = all[(int)((index + 0.5) * all.Length / count)];
            answerer.Tokenizer.Tokenize(question.Text, tokens, SpecialTokenHandling.AsText, cancellationToken);
            for (int turn = 0; turn < tallies.Length; turn++)
            {
                // Another one first each time.
                ReadingTally tally = tallies[(turn + index) % tallies.Length];
                QaInput input = tally.Reading.InputOf(article, question.Text, tokens.Count);
                long started = Stopwatch.GetTimestamp();
                QaResult result = await answerer.AnswerAsync(input, tally.Reading.Options, cancellationToken);
                tally.Score(question, result, Stopwatch.GetElapsedTime(started));
            }

            if (index % 10 == 9)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index + 1} of {count}"));
            }
        }

        JsonObject file = new()
        {
            ["what"] = "Questions about whole articles of SQuAD v1.1 dev: what is read of them, and what comes of it",
            ["command"] = string.Create(CultureInfo.InvariantCulture, $"dotnet run -c Release --project benchmarks/DistilBert.Qa.Benchmarks -- long-documents --questions {count}"),
            ["taken"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["machine"] = Machine.Describe(),
            ["versions"] = Machine.Versions([]),
            ["precision"] = answerer.Info.ProviderReport.Precision?.ToString().ToLowerInvariant(),
            ["articles"] = articles.Count,
            ["questionsCounted"] = all.Length,
            ["questionsAsked"] = count,
            ["rows"] = new JsonArray([.. tallies.Select(tally => tally.ToJson(tallies[0]))]),
        };
        string text = file.ToJsonString(Readable) + "\n";
        await File.WriteAllTextAsync(output, text, cancellationToken);
        Console.Write(text);
    }
}
