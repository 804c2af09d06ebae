using System.Text.Json;
using DistilBert.Qa.Tests;

namespace DistilBert.Qa.WebDemo.Tests.Load;

/// <summary>Real questions: every so many of SQuAD's dev set, or the page's examples where that is absent.</summary>
internal static class Workload
{
    private const string Dev = "data/squad/dev-v1.1.json";

    public static QaInput[] Take(int count)
    {
        QaInput[] all = Shared.Has(Dev) ? [.. Squad()] : [.. Examples()];
        int step = Math.Max(1, all.Length / count);
        return [.. Enumerable.Range(0, count).Select(index => all[index * step % all.Length])];
    }

    private static IEnumerable<QaInput> Squad()
    {
        using FileStream file = File.OpenRead(Shared.PathOf(Dev));
        using JsonDocument document = JsonDocument.Parse(file);
        foreach (JsonElement article in document.RootElement.GetProperty("data").EnumerateArray())
        {
            foreach (JsonElement paragraph in article.GetProperty("paragraphs").EnumerateArray())
            {
                string context = paragraph.Text("context");
                foreach (JsonElement question in paragraph.GetProperty("qas").EnumerateArray())
                {
                    yield return new(question.Text("question"), context);
                }
            }
        }
    }

    private static IEnumerable<QaInput> Examples()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "examples");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "examples.json")));
        foreach (JsonElement example in document.RootElement.EnumerateArray())
        {
            string context = File.ReadAllText(Path.Combine(folder, example.Text("file")));
            foreach (JsonElement question in example.GetProperty("questions").EnumerateArray())
            {
                yield return new(question.GetString()!, context);
            }
        }
    }
}
