using DistilBert.Qa.Models;

namespace DistilBert.Qa.Training.Tests.Results;

public sealed class ModelCardTests
{
    [Fact]
    public async Task TrainAsync_StartWithALicence_CardHandsItOn()
    {
        using SmallModel model = new();
        File.WriteAllText(Path.Combine(model.Folder, "README.md"), "---\nlicense: cc-by-4.0\nlicense_name: 'Fair: use'\n---\n");
        string card = await CardAsync(model);

        CardFrontMatter.Parse(card.Split('\n')).Select(static field => $"{field.Key}={string.Join('|', field.Value)}").Should().StartWith("license=cc-by-4.0");
        card.Should().Contain("license_name: 'Fair: use'\n").And.Contain("## Licence\nThat of `start`: cc-by-4.0, Fair: use. The data may set terms of its own.\n");
    }

    [Fact]
    public async Task TrainAsync_StartWithoutALicence_CardSaysSo()
    {
        using SmallModel model = new();
        string card = await CardAsync(model);

        card.Should().StartWith("---\npipeline_tag: question-answering\n").And.Contain("The card of `start` states none; ask its author before you pass this model on.");
    }

    private static async Task<string> CardAsync(SmallModel model)
    {
        TrainingResult result = await QuestionAnswererTrainer.TrainAsync(
            new() { From = model.Folder, Output = model.Output(), MaxLength = 64, Overlap = 8, Steps = 1, Threads = 1 }, SmallData.Create(2));
        return await File.ReadAllTextAsync(Path.Combine(result.Folder, "README.md"));
    }
}
