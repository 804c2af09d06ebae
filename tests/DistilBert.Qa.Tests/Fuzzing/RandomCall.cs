using System.Globalization;
using System.Text;

namespace DistilBert.Qa.Tests.Fuzzing;

/// <summary>A call made of anything: any UTF-16 in the texts, any options, in range or not.</summary>
internal sealed class RandomCall
{
    private static readonly string[] Pieces =
    [
        "the", "The", "Lovelace", "unbelievably", "1843", "İ", "ı", "ß", "e\u0301", "\u0301", "Čapek", "東京", "한국", "각", "กรุงเทพ", "🚀", "👩‍👩‍👧", "\uD800", "\uDC00",
        "[SEP]", "[CLS]", "##ing", "\u0000", "\u00AD", "\u200B", "\uFEFF", "\uFFFD", "\u2028", "\t", "\r\n", " ", "  ", "\u3000", ".", ",", "-", "'", "\"", "$", "\u0085",
    ];

    public RandomCall(int seed)
    {
        Random random = new(seed);
        Options = AnyOptions(random);
        Inputs = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => AnyInput(random))];
    }

    public AnswerOptions Options { get; }

    public QaInput[] Inputs { get; }

    private static QaInput AnyInput(Random random) => new(
        AnyText(random, 12),
        Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, 4) : 1).Select(_ => AnyText(random, random.Next(3) == 0 ? 400 : 60)))
    {
        Options = random.Next(4) == 0 ? AnyOptions(random) : null,
    };

    private static string AnyText(Random random, int most)
    {
        StringBuilder text = new();
        bool wild = random.Next(3) == 0;
        for (int left = random.Next(most + 1); left > 0; left--)
        {
            text.Append(wild ? AnyCharacter(random) : Pieces[random.Next(Pieces.Length)]).Append(random.Next(3) == 0 ? "" : " ");
        }

        return text.ToString();
    }

    private static string AnyCharacter(Random random) => random.Next(4) switch
    {
        0 => ((char)random.Next(0x10000)).ToString(CultureInfo.InvariantCulture),
        1 => char.ConvertFromUtf32(random.Next(0x10000, 0x110000)),
        _ => ((char)random.Next(0x20, 0x180)).ToString(CultureInfo.InvariantCulture),
    };

    private static AnswerOptions AnyOptions(Random random)
    {
        int length = random.Next(10) == 0 ? random.Next(-1, 600) : random.Next(24, 200);
        return new()
        {
            Top = random.Next(12) == 0 ? random.Next(-1, 1200) : random.Next(1, 8),
            MaxAnswerTokens = random.Next(12) == 0 ? random.Next(-1, 600) : random.Next(1, 40),
            AllowNoAnswer = random.Next(2) == 0,
            AlignToWords = random.Next(4) != 0,
            MinProbability = random.Next(3) == 0 ? random.NextDouble() : 0,
            Decoding = random.Next(4) == 0 ? DecodingMode.Compatible : DecodingMode.Exact,
            MaxLength = length,
            Overlap = random.Next(Math.Max(1, length / 3)),
            MaxQuestionTokens = random.Next(4) == 0 ? random.Next(1, 20) : null,
            LongQuestion = random.Next(3) == 0 ? LongQuestion.Error : LongQuestion.KeepFirst,
        };
    }
}
