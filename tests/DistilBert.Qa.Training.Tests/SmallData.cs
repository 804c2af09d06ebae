using System.Text;
using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training.Tests;

/// <summary>Questions about an invented kingdom that the small model's vocabulary can spell.</summary>
internal static class SmallData
{
    private static readonly string[] Colours = ["red", "blue", "green"];
    private static readonly string[] Places = ["north", "south", "old city", "river"];

    /// <summary>Where the king or the queen of a colour lives.</summary>
    public static SquadDataset Create(int contexts = 24, bool withUnanswerable = false)
    {
        List<SquadParagraph> paragraphs = [];
        for (int index = 0; index < contexts; index++)
        {
            string king = Places[index % Places.Length];
            string queen = Places[(index + 1 + (index / 4 % 3)) % Places.Length];
            string colour = Colours[index % Colours.Length];
            string context = $"the {colour} king lives in the {king} . the {colour} queen lives in the {queen} .";
            List<SquadQuestion> questions =
            [
                Question($"k{index}", "where is the king ?", context, king, 0),
                Question($"q{index}", "where is the queen ?", context, queen, context.IndexOf("queen", StringComparison.Ordinal)),
            ];
            if (withUnanswerable)
            {
                questions.Add(new($"n{index}", "who is young ?", true, []));
            }

            paragraphs.Add(new(null, context, questions));
        }

        return SquadDataset.From("kingdom", paragraphs);
    }

    public static SquadDataset Parse(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return SquadDataset.From("data.json", [.. SquadDataset.Read(new MemoryStream(bytes), "data.json")]);
    }

    private static SquadQuestion Question(string id, string text, string context, string answer, int from)
    {
        int start = context.IndexOf(answer, from, StringComparison.Ordinal);
        return new(id, text, null, [new SquadAnswer(answer, start, start, true)]);
    }
}
