using System.Text.Json;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tests;
using Xunit.Abstractions;

namespace DistilBert.Qa.Training.Tests.Running;

public sealed class ReferenceRunTests(ITestOutputHelper output)
{
    private const string Start = "models/mini-base";
    private const int Part = 20;

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
            TrainingResult result = await QuestionAnswererTrainer.TrainAsync(options, Every("train-v1.1.json", 14), Every("dev-v1.1.json", 10));

            result.Steps.Should().HaveCount(losses.Length);
            result.Data.Windows.Should().Be(recorded.RootElement.GetProperty("windows").GetInt32());
            foreach ((TrainingStep[] steps, double[] wanted) in result.Steps.Chunk(Part).Zip(losses.Chunk(Part)))
            {
                double mean = steps.Average(static step => step.Loss);
                output.WriteLine($"{steps[0].Number}: {mean:F5} {wanted.Average():F5}");
                mean.Should().BeApproximately(wanted.Average(), 0.01 * wanted.Average());
            }

            output.WriteLine($"F1 {result.Best!.F1:F2}, exact match {result.Best.ExactMatch:F2}, {result.TokensPerSecond:F0} tokens/s");
            result.Best.F1.Should().BeApproximately(recorded.RootElement.GetProperty("dev").GetProperty("f1").GetDouble(), 0.7);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
