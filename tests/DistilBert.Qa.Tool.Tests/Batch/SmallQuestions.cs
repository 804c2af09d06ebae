using System.Globalization;
using System.Text;

namespace DistilBert.Qa.Tool.Tests.Batch;

/// <summary>Invented questions that a model answers in milliseconds.</summary>
internal static class SmallQuestions
{
    private static readonly string[] Names = ["Ada", "Björn", "Çelik", "李雷", "Mrs. O'Neil", "Zoë 😀"];
    private static readonly string[] Places = ["Lisbon", "the old mill", "São Paulo", "a very small village in the hills"];

    /// <summary>Lines of questions, every eleventh of them bad.</summary>
    public static string Lines(int count)
    {
        StringBuilder lines = new();
        for (int index = 0; index < count; index++)
        {
            string question = index % 11 == 5 ? "" : index % 2 == 0 ? "Who lives there?" : "When did it happen?";
            lines.Append(
                CultureInfo.InvariantCulture,
                $"{{\"id\":\"q{index}\",\"question\":\"{question}\",\"context\":\"{Names[index % Names.Length]} came to {Places[index % Places.Length]} in {1900 + index}. Nobody knows why.\",\"options\":{{\"top\":{1 + (index % 3)}}}}}\n");
        }

        return lines.ToString();
    }
}
