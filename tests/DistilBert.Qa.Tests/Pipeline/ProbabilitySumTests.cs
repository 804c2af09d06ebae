using System.Text.Json;

namespace DistilBert.Qa.Tests.Pipeline;

/// <summary>What the probabilities of all answers to real questions sum to.</summary>
public sealed class ProbabilitySumTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    /// <remarks>A thousand of them take a while: set DISTILBERT_QA_WHOLE=1.</remarks>
    [SharedTheory("data/squad/dev-v1.1.json")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnswerAsync_AllSpansAsked_SumToOne(bool allowNoAnswer)
    {
        int wanted = Environment.GetEnvironmentVariable("DISTILBERT_QA_WHOLE") == "1" ? 1000 : 50;
        QaInput[] inputs = Read(wanted);

        // A thousand answers, the most that can be asked for, are all there are of one or two words, but for the longest texts.
        IReadOnlyList<QaResult> results = await mini.Answerer.AnswerAsync(inputs, new() { Top = 1000, MaxAnswerTokens = 2, AllowNoAnswer = allowNoAnswer });
        double[] all = [.. results.Where(result => result.Answers.Count < 1000).Select(Sum)];

        results.Select(Sum).Should().OnlyContain(sum => sum <= 1 + 1e-9);
        all.Should().OnlyContain(sum => Math.Abs(sum - 1) < 1e-9);
        all.Length.Should().BeGreaterThan(wanted * 9 / 10);

        static double Sum(QaResult result) => result.Answers.Sum(answer => answer.Probability);
    }

    private static QaInput[] Read(int wanted)
    {
        using FileStream file = File.OpenRead(Shared.PathOf("data/squad/dev-v1.1.json"));
        using JsonDocument data = JsonDocument.Parse(file);
        QaInput[] all = [.. data.RootElement.GetProperty("data").EnumerateArray()
            .SelectMany(article => article.GetProperty("paragraphs").EnumerateArray())
            .SelectMany(paragraph => paragraph.GetProperty("qas").EnumerateArray()
                .Select(question => new QaInput(question.GetProperty("question").GetString()!, paragraph.GetProperty("context").GetString()!)))];
        return [.. all.Where((_, index) => index % (all.Length / wanted) == 0).Take(wanted)];
    }
}
