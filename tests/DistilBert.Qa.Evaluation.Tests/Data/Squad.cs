using System.Text;

namespace DistilBert.Qa.Evaluation.Tests;

/// <summary>Small data sets written down in tests.</summary>
internal static class Squad
{
    public static List<SquadParagraph> Read(string json) => [.. SquadDataset.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "test.json")];

    public static SquadQuestion Question(string id, params string[] gold) =>
        new(id, $"What is {id}?", gold.Length == 0, [.. gold.Select(text => new SquadAnswer(text, null, null, false))]);

    public static SquadDataset Dataset(params SquadQuestion[] questions) =>
        SquadDataset.From("test", [new SquadParagraph(null, "A context.", questions)]);
}
