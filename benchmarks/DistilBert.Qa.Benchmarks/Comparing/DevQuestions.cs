using System.Text.Json;
using DistilBert.Qa.Benchmarks.Tokenization;
using DistilBert.Qa.Tests;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>Questions of SQuAD v1.1 dev, evenly spread over it; generated ones of the same lengths where <c>../shared</c> is missing.</summary>
internal static class DevQuestions
{
    private const string Squad = "data/squad/dev-v1.1.json";

    private static readonly Lazy<QaInput[]> All = new(Read);

    /// <summary>What the questions are.</summary>
    public static string Source => Shared.Has(Squad) ? "SQuAD v1.1 dev, evenly spread" : "generated in the lengths of SQuAD v1.1 dev";

    /// <summary>So many questions.</summary>
    public static IReadOnlyList<QaInput> Take(int count) => Shared.Has(Squad)
        ? [.. Enumerable.Range(0, count).Select(index => All.Value[(int)((index + 0.5) * All.Value.Length / count)])]
        : SampleQuestions.Create(Vocabularies.Ours, count, 384);

    private static QaInput[] Read()
    {
        using JsonDocument squad = JsonDocument.Parse(File.ReadAllBytes(Shared.PathOf(Squad)));
        return [.. squad.RootElement.GetProperty("data").EnumerateArray()
            .SelectMany(static article => article.GetProperty("paragraphs").EnumerateArray())
            .SelectMany(QuestionsOf)];
    }

    private static IEnumerable<QaInput> QuestionsOf(JsonElement paragraph)
    {
        string context = paragraph.GetProperty("context").GetString()!;
        return paragraph.GetProperty("qas").EnumerateArray().Select(question => new QaInput(question.GetProperty("question").GetString()!, context));
    }
}
