using System.Text;
using System.Text.Json;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

/// <summary>Ids, offsets and words equal to what the reference implementation was recorded to give.</summary>
public sealed class RecordedReferenceTests
{
    private const string Vocabulary = "data/vocab.txt";
    private const string Tricky = "data/golden/tokenizer-tricky.json";
    private const string Squad = "data/golden/tokenizer-squad.jsonl";
    private const string Unicode = "data/golden/tokenizer-unicode.json";

    [SharedFact(Vocabulary, Tricky)]
    public void Tokenize_TrickyTextsAsText_EqualsReference() => CheckTricky("split_special_tokens", SpecialTokenHandling.AsText);

    [SharedFact(Vocabulary, Tricky)]
    public void Tokenize_TrickyTextsAsControl_EqualsReference() => CheckTricky("default", SpecialTokenHandling.AsControl);

    [SharedFact(Vocabulary, Squad)]
    public void Tokenize_SquadTexts_EqualsReference()
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(Shared.PathOf(Vocabulary));
        TokenBuffer buffer = new();
        int cases = 0;
        foreach (string line in File.ReadLines(Shared.PathOf(Squad)))
        {
            using JsonDocument recorded = JsonDocument.Parse(line);
            tokenizer.Tokenize(recorded.RootElement.GetProperty("t").GetString(), buffer);
            Token[] tokens = buffer.Tokens.ToArray();
            tokens.Select(token => token.Id).Should().Equal(Numbers(recorded.RootElement.GetProperty("i")), "of line {0}", cases);
            tokens.SelectMany(token => new[] { token.Start, token.End }).Should().Equal(Numbers(recorded.RootElement.GetProperty("o")), "of line {0}", cases);
            cases++;
        }

        cases.Should().BePositive();
    }

    /// <summary>A vocabulary that holds every single character shows what becomes of each code point between an a and a b.</summary>
    [SharedFact(Unicode)]
    public void Tokenize_EveryCodePoint_EqualsReference()
    {
        List<string> wrong = [];
        int checkedCodePoints = 0;
        foreach ((int CodePoint, string Behaviour, string Becomes)[] some in RecordedCharacters().Chunk(20_000))
        {
            WordPieceTokenizer tokenizer = SpellingOf(some.SelectMany(one => one.Becomes.EnumerateRunes()));
            foreach ((int codePoint, string behaviour, string becomes) in some)
            {
                string text = $"a{char.ConvertFromUtf32(codePoint)}b";
                string found = string.Join(' ', tokenizer.Show(text).Select(token => token[..token.LastIndexOf('@')] + token[token.LastIndexOf('/')..]));
                string expected = Expected(behaviour, becomes);
                checkedCodePoints++;
                if (found != expected)
                {
                    wrong.Add($"U+{codePoint:X4} {behaviour}: {found}, not {expected}");
                }
            }
        }

        wrong.Should().BeEmpty();
        checkedCodePoints.Should().Be(0x110000 - 0x800, "every scalar value is recorded");
    }

    private static IEnumerable<(int CodePoint, string Behaviour, string Becomes)> RecordedCharacters()
    {
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllBytes(Shared.PathOf(Unicode)));
        Dictionary<int, string> maps = recorded.RootElement.GetProperty("maps").EnumerateObject()
            .ToDictionary(map => Convert.ToInt32(map.Name, 16), map => map.Value.GetString()!);
        foreach (JsonElement run in recorded.RootElement.GetProperty("runs").EnumerateArray())
        {
            string behaviour = run[2].GetString()!;
            int to = Convert.ToInt32(run[1].GetString(), 16);
            for (int codePoint = Convert.ToInt32(run[0].GetString(), 16); codePoint <= to; codePoint++)
            {
                if (codePoint is < 0xD800 or > 0xDFFF)
                {
                    yield return (codePoint, behaviour, maps.TryGetValue(codePoint, out string? map) ? map : char.ConvertFromUtf32(codePoint));
                }
            }
        }
    }

    private static WordPieceTokenizer SpellingOf(IEnumerable<Rune> characters) => Vocabularies.Of(
        [.. characters.Where(rune => !Rune.IsWhiteSpace(rune)).Append(new Rune('a')).Append(new Rune('b')).Distinct().SelectMany(rune => new[] { rune.ToString(), "##" + rune })]);

    private static string Expected(string behaviour, string becomes) => behaviour.Split('|') switch
    {
        ["removed", _] => "a/0 ##b/0",
        ["space", _] or [_, "split"] => "a/0 b/1",
        ["cjk" or "cjkmap", _] or [_, "isolated"] => $"a/0 {becomes}/1 b/2",

        // Recorded is how the splitter sees the character itself; it gets to see what the normaliser made of it (U+1FEF becomes a grave accent).
        ["map", _] when becomes.Length == 1 && char.IsAscii(becomes[0]) && !char.IsAsciiLetterOrDigit(becomes[0]) => $"a/0 {becomes}/1 b/2",
        _ => string.Join(' ', ["a/0", .. becomes.EnumerateRunes().Select(rune => $"##{rune}/0"), "##b/0"]),
    };

    private static void CheckTricky(string mode, SpecialTokenHandling specialTokens)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(Shared.PathOf(Vocabulary));
        TokenBuffer buffer = new();
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllBytes(Shared.PathOf(Tricky)));
        JsonElement cases = recorded.RootElement.GetProperty("cases");
        cases.GetArrayLength().Should().BePositive();
        foreach (JsonElement one in cases.EnumerateArray())
        {
            JsonElement expected = one.GetProperty(mode);
            tokenizer.Tokenize(TextOf(one.GetProperty("text")), buffer, specialTokens);
            string[] found = buffer.Tokens.ToArray().Select(token => $"{token.Id}@{token.Start}-{token.End}/{token.Word}").ToArray();
            JsonElement[] ids = [.. expected.GetProperty("ids").EnumerateArray()];
            JsonElement[] offsets = [.. expected.GetProperty("offsets_utf16").EnumerateArray()];
            JsonElement[] words = [.. expected.GetProperty("word_ids").EnumerateArray()];
            found.Should().Equal(Enumerable.Range(1, ids.Length - 2).Select(i => $"{ids[i]}@{offsets[i][0]}-{offsets[i][1]}/{words[i]}"), "of case {0}", one.GetProperty("name"));
        }
    }

    /// <summary>The string as written, lone surrogates included, which <see cref="JsonElement.GetString"/> refuses.</summary>
    private static string TextOf(JsonElement value)
    {
        string raw = value.GetRawText()[1..^1];
        StringBuilder text = new();
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)Convert.ToUInt16(raw.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', char other => other });
            }
        }

        return text.ToString();
    }

    private static IEnumerable<int> Numbers(JsonElement array) => array.EnumerateArray().Select(number => number.GetInt32());
}
