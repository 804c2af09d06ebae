using System.Text;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

/// <summary>BERT's tokenizer written down step by step, as slow and plain as can be: what the fast one must equal.</summary>
internal sealed class PlainTokenizer(IReadOnlyList<string> vocabulary, WordPieceOptions options)
{
    private readonly CharacterData _data = CharacterData.Instance;

    /// <summary>Tokens of a text as "entry@start-end/word".</summary>
    public string[] Show(string text)
    {
        List<Character> characters = Clean(text);
        if (options.SplitCjk)
        {
            characters = characters.SelectMany(Separate).ToList();
        }

        if (options.StripAccents ?? options.LowerCase)
        {
            characters = Reorder(characters.SelectMany(Decompose).ToList()).Where(character => !character.Dropped).ToList();
        }

        if (options.LowerCase)
        {
            characters = characters.SelectMany(LowerCase).ToList();
        }

        return Words(characters).SelectMany(Spell).ToArray();
    }

    private List<Character> Clean(string text)
    {
        List<Character> kept = [];
        for (int at = 0; at < text.Length;)
        {
            bool whole = Rune.TryGetRuneAt(text, at, out Rune rune);
            int end = at + (whole ? rune.Utf16SequenceLength : 1);
            CharacterClass kind = whole ? _data.ClassOf(rune.Value) : CharacterClass.Removed;
            if (kind != CharacterClass.Removed)
            {
                kept.Add(new Character(kind == CharacterClass.Space ? ' ' : rune.Value, at, end));
            }

            at = end;
        }

        return kept;
    }

    private IEnumerable<Character> Separate(Character character) => _data.ClassOf(character.CodePoint) == CharacterClass.Ideograph
        ? [character with { CodePoint = ' ' }, character, character with { CodePoint = ' ' }]
        : [character];

    private IEnumerable<Character> Decompose(Character character)
    {
        int syllable = character.CodePoint - 0xAC00;
        if (syllable is >= 0 and < 11172)
        {
            int[] jamo = [0x1100 + (syllable / 588), 0x1161 + (syllable % 588 / 28), 0x11A7 + (syllable % 28)];
            return jamo.Where(part => part != 0x11A7).Select((part, i) => character with { CodePoint = part, Consumes = i == 0 });
        }

        if (!_data.Stripped.TryGetValue(character.CodePoint, out int[]? parts))
        {
            return [character with { Rank = RankOf(character.CodePoint) }];
        }

        return parts.Length == 0
            ? [character with { Dropped = true, Rank = RankOf(character.CodePoint) }]
            : parts.Select((part, i) => character with { CodePoint = part, Consumes = i == 0, Rank = RankOf(part) });
    }

    /// <summary>The canonical ordering algorithm as the standard words it, then sources by position.</summary>
    private static List<Character> Reorder(List<Character> characters)
    {
        Queue<Character> sources = new(characters.Where(character => character.Consumes));
        bool swapped;
        do
        {
            swapped = false;
            for (int i = 1; i < characters.Count; i++)
            {
                if (characters[i].Rank > 0 && characters[i - 1].Rank > characters[i].Rank)
                {
                    (characters[i - 1], characters[i]) = (characters[i], characters[i - 1]);
                    swapped = true;
                }
            }
        }
        while (swapped);

        Character source = default;
        return characters.ConvertAll(character =>
        {
            source = character.Consumes ? sources.Dequeue() : source;
            return character with { Start = source.Start, End = source.End };
        });
    }

    private IEnumerable<Character> LowerCase(Character character) => _data.Lowered.TryGetValue(character.CodePoint, out int[]? parts)
        ? parts.Select(part => character with { CodePoint = part })
        : [character];

    private IEnumerable<List<Character>> Words(List<Character> characters)
    {
        List<Character> word = [];
        foreach (Character character in characters)
        {
            CharacterClass kind = _data.ClassOf(character.CodePoint);
            bool isBorder = kind is CharacterClass.Space or CharacterClass.Punctuation;
            if (isBorder && word.Count > 0)
            {
                yield return word;
                word = [];
            }

            if (kind == CharacterClass.Punctuation)
            {
                yield return [character];
            }
            else if (!isBorder)
            {
                word.Add(character);
            }
        }

        if (word.Count > 0)
        {
            yield return word;
        }
    }

    private IEnumerable<string> Spell(List<Character> word, int index)
    {
        List<string> tokens = [];
        int from = 0;
        while (from < word.Count && word.Count <= options.MaxWordCharacters)
        {
            int to = word.Count;
            while (to > from && !vocabulary.Contains(Entry(word, from, to)))
            {
                to--;
            }

            if (to == from)
            {
                break;
            }

            tokens.Add($"{Entry(word, from, to)}@{word[from].Start}-{word[to - 1].End}/{index}");
            from = to;
        }

        return from == word.Count ? tokens : [$"{options.UnknownToken}@{word[0].Start}-{word[^1].End}/{index}"];
    }

    private static string Entry(List<Character> word, int from, int to) =>
        (from > 0 ? "##" : "") + string.Concat(word[from..to].Select(character => char.ConvertFromUtf32(character.CodePoint)));

    private int RankOf(int codePoint) => _data.Ranks.GetValueOrDefault(codePoint);

    private readonly record struct Character(int CodePoint, int Start, int End)
    {
        public bool Consumes { get; init; } = true;

        public bool Dropped { get; init; }

        public int Rank { get; init; }
    }
}
