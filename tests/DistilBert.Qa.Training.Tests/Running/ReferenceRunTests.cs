using System.Text.Json;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tests;
using DistilBert.Qa.Training.Tests.Measuring;
using Xunit.Abstractions;

namespace DistilBert.Qa.Training.Tests.Running;

public sealed class ReferenceRunTests(ITestOutputHelper output)
{
    private const string Start = "models/mini-base";
    private const int Part = 20;
    private const int RunQaAnswerTokens = 30;

    [LongFact(Start, "data/squad")]
    public async Task TrainAsync_TheRecordedRecipe_GivesTheRecordedCurveAndF1()
    {
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllBytes(Shared.PathOf(Start + "/reference-run.json")));
        double[] losses = [.. recorded.RootElement.GetProperty("losses").EnumerateArray().Select(static loss => loss.GetDouble())];
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            TrainingOptions options = new()
            {
                From = Shared.PathOf(Start),
                Output = Path.Combine(folder.FullName, "result"),
                Epochs = 1,
                BatchSize = 16,
                PadBatches = true,
                Shuffle = false,
                LearningRate = 1e-4,
                Warmup = losses.Length / 10,
                Beta2 = 0.999,
                MaxQuestionTokens = 64,
            };
            SquadDataset held = Every("dev-v1.1.json", 10);
            TrainingResult result = await QuestionAnswererTrainer.TrainAsync(options, Every("train-v1.1.json", 14), held);

            result.Steps.Should().HaveCount(losses.Length);
            result.Data.Windows.Should().Be(recorded.RootElement.GetProperty("windows").GetInt32());
            double worst = 0;
            foreach ((TrainingStep[] steps, double[] wanted) in result.Steps.Chunk(Part).Zip(losses.Chunk(Part)))
            {
                double mean = steps.Average(static step => step.Loss);
                output.WriteLine($"{steps[0].Number}: {mean:F5} {wanted.Average():F5}");
                worst = Math.Max(worst, Math.Abs(mean - wanted.Average()) / wanted.Average());
            }

            SquadScores scores = await AsRunQaAsync(result, held, folder.FullName);
            JsonElement recordedScores = recorded.RootElement.GetProperty("dev");
            double recordedF1 = recordedScores.GetProperty("f1").GetDouble();
            output.WriteLine($"curve {worst:e2}; F1 {scores.F1:F3}, exact match {scores.Exact:F3}; by the default decoding {result.Best!.F1:F3}, {result.Best.ExactMatch:F3}; {result.TokensPerSecond:F0} tokens/s");
            MeasurementFile.Write(
                "reference-run.json",
                typeof(ReferenceRunTests),
                new
                {
                    What = "models/mini-base, fine-tuned by the recipe of its reference-run.json on every 14th question of SQuAD v1.1 train; F1 on every 10th of dev",
                    Steps = result.Steps.Count,
                    result.Data.Windows,
                    Questions = scores.Total,
                    LargestRelativeCurveDifference = MeasurementFile.Digits(worst),
                    CurveOf = $"means of {Part} steps",
                    RunQa = new { ExactMatch = Math.Round(scores.Exact, 3), F1 = Math.Round(scores.F1, 3), MaxAnswerTokens = RunQaAnswerTokens },
                    DefaultDecoding = new { ExactMatch = Math.Round(result.Best.ExactMatch, 3), F1 = Math.Round(result.Best.F1, 3), new AnswerOptions().MaxAnswerTokens },
                    RecordedRunQa = new { ExactMatch = recordedScores.GetProperty("exact_match").GetDouble(), F1 = recordedF1 },
                    MeansOfSteps = result.Steps.Chunk(Part).Select(static steps => Math.Round(steps.Average(static step => step.Loss), 5)),
                },
                "DISTILBERT_QA_LONG=1 ");
            worst.Should().BeLessThan(0.01);
            scores.F1.Should().BeApproximately(recordedF1, 0.7);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SquadScores> AsRunQaAsync(TrainingResult result, SquadDataset questions, string folder)
    {
        string compiled = Path.Combine(folder, "compiled");
        ModelCompiler.Compile(result.Folder, compiled, new CompilationOptions { Precision = ModelPrecision.Fp32 });
        AnswerOptions answering = new()
        {
            Decoding = DecodingMode.RunQa,
            MaxAnswerTokens = RunQaAnswerTokens,
            MaxQuestionTokens = result.Options.MaxQuestionTokens,
            LongQuestion = LongQuestion.KeepFirst,
        };
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = compiled, Precision = ModelPrecision.Fp32, Answers = answering });
        return (await Evaluator.EvaluateAsync(answerer, questions, new() { Answering = answering, WorstMisses = 0 })).Scores;
    }

    private static SquadDataset Every(string name, int nth)
    {
        int index = 0;
        List<SquadParagraph> chosen = [];
        foreach (SquadParagraph paragraph in SquadDataset.FromFile(Shared.PathOf("data/squad/" + name)))
        {
            SquadQuestion[] questions = [.. paragraph.Questions.Where(_ => index++ % nth == 0)];
            if (questions.Length > 0)
            {
                chosen.Add(paragraph with { Questions = questions });
            }
        }

        return SquadDataset.From(name, chosen);
    }
}
