using System.Text;

namespace DistilBert.Qa.Soak;

/// <summary>Questions over short and long contexts, the same in every run.</summary>
internal sealed class Workload
{
    private const int Short = 48;
    private const int Long = 8;

    private static readonly string[] Questions =
    [
        "Who asked for the picture of the Earth?", "When was Voyager 1 launched?", "Who noticed the first plume?", "How long does a signal take?",
        "Which laboratory built the spacecraft?", "What did the pictures show?",
    ];

    private Workload(IReadOnlyList<QaInput> inputs) => Inputs = inputs;

    /// <summary>The short ones, then the long ones.</summary>
    public IReadOnlyList<QaInput> Inputs { get; }

    public static Workload Create()
    {
        Random random = new(1);
        string[] sentences = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "voyager.txt")).Split(". ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<QaInput> inputs = Enumerable.Range(0, Short + Long).Select(index => new QaInput(
            Questions[random.Next(Questions.Length)],
            Text(random, sentences, index < Short ? random.Next(2, 9) : random.Next(80, 160))));
        return new([.. inputs]);
    }

    public static int AnyShort(Random random) => random.Next(Short);

    public static int AnyLong(Random random) => Short + random.Next(Long);

    private static string Text(Random random, string[] sentences, int count)
    {
        StringBuilder text = new();
        for (int index = 0; index < count; index++)
        {
            text.Append(sentences[random.Next(sentences.Length)]).Append(". ");
        }

        return text.ToString();
    }
}
