using System.Text;

namespace DistilBert.Qa.Tests.Tokenization;

/// <summary>Seeded random texts of every kind of character, each text mostly of one kind.</summary>
internal sealed class RandomTexts(int seed)
{
    private static readonly (int From, int To)[] Kinds =
    [
        ('a', 'z'), ('a', 'z'), ('A', 'Z'), ('0', '9'), (' ', ' '), (' ', '~'), (0, 0x2FF), (0x300, 0x36F), (0x400, 0x52F), (0x590, 0x6FF), (0x900, 0xDFF),
        (0x1000, 0x1FFF), (0x2000, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x5000), (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xF900, 0xFFFF), (0x1D150, 0x1D1DF),
        (0x1E000, 0x1E02F), (0x1E900, 0x1E95F), (0x1F300, 0x1F6FF), (0x2B700, 0x2B9FF), (0, 0x10FFFF),
    ];

    private static readonly string[] Words = ["playing", "[SEP]", "Zürich", "İstanbul", "\uFB01n", "\u1FEF", "\U0001D160\u0301\u0323", "\u0301\U0001D16D\u0316\u302E", "\U0001E922\U0001E944\u064B", "q\u0344\u0323r", "\u200B", "豈"];

    private readonly Random _random = new(seed);

    /// <summary>The next text, of at most 60 characters.</summary>
    public string Next()
    {
        StringBuilder text = new();
        (int From, int To) favourite = Kinds[_random.Next(Kinds.Length)];
        for (int left = _random.Next(60); left > 0; left--)
        {
            if (_random.Next(12) == 0)
            {
                text.Append(Words[_random.Next(Words.Length)]);
                continue;
            }

            (int from, int to) = _random.Next(3) > 0 ? favourite : Kinds[_random.Next(Kinds.Length)];
            int codePoint = _random.Next(from, to + 1);
            text.Append(codePoint < 0x10000 ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint));
        }

        return text.ToString();
    }

    /// <summary>Vocabulary entries that spell a good part of such texts, short ones and long ones.</summary>
    public string[] Vocabulary(IEnumerable<string> texts)
    {
        HashSet<string> entries = ["a", "b", "##a", "##b", "play", "##ing", "playing", "zurich", "i", "##s", "##tan"];
        foreach (string text in texts)
        {
            Rune[] runes = text.ToLowerInvariant().EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune != Rune.ReplacementChar).ToArray();
            for (int i = 0; i < runes.Length; i++)
            {
                int length = Math.Min(runes.Length - i, _random.Next(1, 5));
                string piece = string.Concat(runes.Skip(i).Take(length));
                entries.Add(_random.Next(2) == 0 ? piece : "##" + piece);
                entries.Add("##" + runes[i]);
            }
        }

        return [.. entries];
    }
}
