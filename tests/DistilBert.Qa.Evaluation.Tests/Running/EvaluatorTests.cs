using System.Text.Json;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class EvaluatorTests
{
    private const string Context = "Ann has two cats and a red dog.";

    [Fact]
    public async Task EvaluateAsync_V1ByHand_GivesOfficialFigures()
    {
        using ScriptedAnswerer answerer = new((input, _) => [ScriptedAnswerer.Span(Context, input.Question[0] == 'H' ? "two" : "red dog", 0.75)]);
        SquadDataset data = Dataset(Question("1", "How many cats?", "two"), Question("2", "What else?", "dog"));

        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, data);

        result.Scores.ToOfficialJson().Should().Be("""{"exact_match": 50.0, "f1": 83.33333333333333}""");
        result.Reliability.ExpectedCalibrationError.Should().BeApproximately(0.25, 1e-12);
        (result.Windows, result.Tokens, result.AvailableQuestions).Should().Be((4, 200, 2));
        result.Questions[0].Should().Be(new EvaluatedQuestion("1", "How many cats?", true, "two", 0.75, null, new(1, 1), 1, 8));
        result.Misses.Should().ContainSingle().Which.Question.Id.Should().Be("2");
        answerer.LastOptions!.AllowNoAnswer.Should().BeFalse();
    }

    [Fact]
    public async Task EvaluateAsync_V2WithoutAbstaining_GivesBestSpanAndBestThreshold()
    {
        using ScriptedAnswerer answerer = new((input, _) => input.Question[0] == 'H'
            ? [ScriptedAnswerer.Span(Context, "two", 0.7), ScriptedAnswerer.None(0.2)]
            : [ScriptedAnswerer.None(0.9), ScriptedAnswerer.Span(Context, "dog", 0.1)]);
        SquadDataset data = Dataset(Question("1", "How many cats?", "two"), Question("2", "Who is Bob?"));

        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, data);

        result.Questions.Select(question => question.Answer).Should().Equal("two", "dog");
        result.Questions.Select(question => question.NoAnswerProbability).Should().Equal(0.2, 0.9);
        result.Scores.Exact.Should().Be(50);
        result.Scores.BestF1.Should().Be(new BestThreshold(100, 0.2));
        answerer.LastOptions!.AllowNoAnswer.Should().BeFalse();
    }

    [Fact]
    public async Task EvaluateAsync_V2Abstaining_GivesTheAnswerersDecision()
    {
        using ScriptedAnswerer answerer = new((_, _) => [ScriptedAnswerer.None(0.9), ScriptedAnswerer.Span(Context, "dog", 0.1)]);

        EvaluationResult result = await Evaluator.EvaluateAsync(
            answerer, Dataset(Question("2", "Who is Bob?")), new() { Answering = new() { AllowNoAnswer = true } });

        result.Questions[0].Should().BeEquivalentTo(new { Answer = "", Probability = 0.9, Score = new AnswerScore(1, 1) });
        result.Misses.Should().BeEmpty();
    }

    [Fact]
    public async Task EvaluateAsync_WrittenFiles_ScoreTheSame()
    {
        using ScriptedAnswerer answerer = new((input, _) =>
            [ScriptedAnswerer.Span(Context, input.Question[^2] == '3' ? "two" : "dog", 0.5), ScriptedAnswerer.None(input.Question.Length / 100.0)]);
        SquadDataset data = Dataset([.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? Question($"q{i}", $"Question {i}?") : Question($"q{i}", $"Question {i}?", "two", "red dog"))]);
        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, data);
        using MemoryStream answers = new(), probabilities = new();

        result.WriteAnswers(answers);
        result.WriteNoAnswerProbabilities(probabilities);
        (answers.Position, probabilities.Position) = (0, 0);

        SquadScorer.Score(data, AnswerFile.ReadAnswers(answers, "a"), AnswerFile.ReadNoAnswerProbabilities(probabilities, "p"))
            .ToOfficialJson().Should().Be(result.Scores.ToOfficialJson());
    }

    [Fact]
    public async Task EvaluateAsync_Limit_AsksEvenlySpreadQuestionsInBatches()
    {
        using ScriptedAnswerer answerer = new((_, _) => [ScriptedAnswerer.Span(Context, "two", 0.5)]);
        SquadDataset data = Dataset([.. Enumerable.Range(0, 100).Select(i => Question($"q{i}", $"Question {i}?", "two"))]);
        List<EvaluationProgress> reports = [];

        EvaluationResult result = await Evaluator.EvaluateAsync(
            answerer, data, new() { Limit = 10, BatchSize = 4 }, new Collected<EvaluationProgress>(reports));

        result.Questions.Select(question => question.Id).Should().Equal(Enumerable.Range(0, 10).Select(i => $"q{i * 10}"));
        result.AvailableQuestions.Should().Be(100);
        answerer.BatchSizes.Should().Equal(4, 4, 2);
        reports.Select(report => (report.Done, report.Total, report.Windows, report.Exact)).Should().Equal((4, 10, 8L, 100.0), (8, 10, 16L, 100.0), (10, 10, 20L, 100.0));
    }

    [Fact]
    public async Task EvaluateAsync_BlankQuestionOrNoAnswerAtAll_CountsAsEmpty()
    {
        using ScriptedAnswerer answerer = new((_, _) => []);

        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, Dataset(Question("1", " ", "two"), Question("2", "Who?", "two")));

        answerer.Asked.Should().Equal("Who?");
        result.Questions.Should().AllSatisfy(question => question.Should().BeEquivalentTo(new { Answer = "", Probability = 0.0, Score = new AnswerScore(0, 0) }));
    }

    [Fact]
    public async Task EvaluateAsync_Cancelled_Stops()
    {
        using CancellationTokenSource cancellation = new();
        using ScriptedAnswerer answerer = new((_, _) =>
        {
            cancellation.Cancel();
            return [];
        });
        SquadDataset data = Dataset([.. Enumerable.Range(0, 10).Select(i => Question($"q{i}", "Who?", "two"))]);

        await FluentActions.Invoking(() => Evaluator.EvaluateAsync(answerer, data, new() { BatchSize = 1 }, null, cancellation.Token))
            .Should().ThrowAsync<OperationCanceledException>();
        answerer.BatchSizes.Should().HaveCount(1);
    }

    [Fact]
    public async Task EvaluateAsync_BadArguments_SayWhat()
    {
        using ScriptedAnswerer answerer = new((_, _) => []);

        await FluentActions.Invoking(() => Evaluator.EvaluateAsync(answerer, Dataset()))
            .Should().ThrowAsync<ArgumentException>().WithMessage("The data set 'test' holds no question; there is nothing to evaluate.*");
        await FluentActions.Invoking(() => Evaluator.EvaluateAsync(answerer, Dataset(Question("1", "Who?")), new() { Version = SquadVersion.V1 }))
            .Should().ThrowAsync<ArgumentException>()
            .WithMessage("1 of the 1 questions of 'test' have no gold answer, and v1.1 scoring needs one for every question; score it as v2.0.*");
        answerer.BatchSizes.Should().BeEmpty();
        await FluentActions.Invoking(() => Evaluator.EvaluateAsync(answerer, Dataset(), new() { Limit = 0 }))
            .Should().ThrowAsync<ArgumentOutOfRangeException>().WithParameterName("Limit");
        await FluentActions.Invoking(() => Evaluator.EvaluateAsync(answerer, Dataset(), new() { BatchSize = 0 }))
            .Should().ThrowAsync<ArgumentOutOfRangeException>().WithParameterName("BatchSize");
    }

    [Fact]
    public async Task ToJson_Result_HasOfficialNamesAndSpeeds()
    {
        using ScriptedAnswerer answerer = new((_, _) => [ScriptedAnswerer.Span(Context, "two", 0.5)]);
        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, Dataset(Question("1", "How many?", "two")));

        using JsonDocument json = JsonDocument.Parse(result.ToJson());

        json.RootElement.EnumerateObject().Select(property => property.Name).Should().Equal(
            "exact_match", "f1", "calibration_error", "questions", "questions_in_data", "windows", "tokens", "seconds", "windows_per_second", "questions_per_second");
        json.RootElement.GetProperty("exact_match").GetDouble().Should().Be(100);
        FluentActions.Invoking(() => result.WriteNoAnswerProbabilities(Stream.Null)).Should().Throw<InvalidOperationException>()
            .WithMessage("Probabilities of no answer are measured on v2.0 data only; this evaluation was scored as v1.1.");
    }

    private static SquadDataset Dataset(params SquadQuestion[] questions) => SquadDataset.From("test", [new SquadParagraph("Pets", Context, questions)]);

    private static SquadQuestion Question(string id, string text, params string[] gold) =>
        new(id, text, null, [.. gold.Select(answer => new SquadAnswer(answer, null, Context.IndexOf(answer, StringComparison.Ordinal), true))]);

    /// <summary>Takes reports at once, in order; <see cref="Progress{T}"/> posts them to other threads.</summary>
    private sealed class Collected<T>(List<T> reports) : IProgress<T>
    {
        public void Report(T value) => reports.Add(value);
    }
}
