namespace DistilBert.Qa.Tokenization;

/// <summary>Folds <see cref="CharacterData"/>, the options and the vocabulary's alphabet into a <see cref="CharacterMap"/>.</summary>
internal sealed class CharacterMapBuilder
{
    private const int CodePoints = 0x110000;
    private const int Blocks = CodePoints / CharacterMap.BlockSize;

    private readonly CharacterData _data = CharacterData.Instance;
    private readonly WordPieceOptions _options;
    private readonly Alphabet _alphabet;
    private readonly int _unknownId;
    private readonly List<int[]> _sequences = [];
    private readonly bool[] _special = new bool[Blocks];

    private CharacterMapBuilder(WordPieceOptions options, Alphabet alphabet, int unknownId)
    {
        _options = options;
        _alphabet = alphabet;
        _unknownId = unknownId;
    }

    /// <summary>Builds the map.</summary>
    public static CharacterMap Build(WordPieceOptions options, Alphabet alphabet, int unknownId) =>
        new CharacterMapBuilder(options, alphabet, unknownId).Build();

    private CharacterMap Build()
    {
        MarkSpecial(_alphabet.CodePoints);
        if (_options.DropsAccents)
        {
            MarkSpecial(_data.Stripped.Keys);
            MarkSpecial(_data.Ranks.Keys);
        }

        if (_options.LowerCase)
        {
            MarkSpecial(_data.Lowered.Keys);
        }

        ushort[] blocks = new ushort[Blocks];
        List<int> entries = [];
        Dictionary<int, ushort> uniform = [];
        int run = 0;
        for (int block = 0; block < Blocks; block++)
        {
            int from = block * CharacterMap.BlockSize;
            int to = from + CharacterMap.BlockSize;
            while (_data.Runs[run].To <= from)
            {
                run++;
            }

            bool plain = _data.Runs[run].To >= to && !_special[block] && !HasHangul(from, to);
            int entry = plain ? EntryOf(from, _data.Runs[run].Class) : 0;
            if (plain && uniform.TryGetValue(entry, out ushort same))
            {
                blocks[block] = same;
                continue;
            }

            blocks[block] = (ushort)(entries.Count / CharacterMap.BlockSize);
            if (plain)
            {
                uniform.Add(entry, blocks[block]);
            }

            AddBlock(from, to, run, entries);
        }

        return new CharacterMap(blocks, [.. entries], [.. _sequences]);
    }

    private void AddBlock(int from, int to, int run, List<int> entries)
    {
        for (int codePoint = from; codePoint < to; codePoint++)
        {
            while (_data.Runs[run].To <= codePoint)
            {
                run++;
            }

            entries.Add(EntryOf(codePoint, _data.Runs[run].Class));
        }
    }

    private void MarkSpecial(IEnumerable<int> codePoints)
    {
        foreach (int codePoint in codePoints)
        {
            _special[codePoint / CharacterMap.BlockSize] = true;
        }
    }

    private bool HasHangul(int from, int to) => _options.DropsAccents && from <= Hangul.Last && to > Hangul.First;

    private int EntryOf(int codePoint, CharacterClass kind)
    {
        switch (kind)
        {
            case CharacterClass.Removed:
                return CharacterMap.Entry(CharacterKind.Removed, 0);
            case CharacterClass.Space:
                return CharacterMap.Entry(CharacterKind.Space, 0);
            default:
                break;
        }

        if (_options.DropsAccents && Hangul.IsSyllable(codePoint))
        {
            return CharacterMap.Entry(CharacterKind.Hangul, 0);
        }

        List<int> becomes = Normalise(codePoint).ConvertAll(EntryOfNormalised);
        if (kind == CharacterClass.Ideograph && _options.SplitCjk)
        {
            // Blanks are put around it before it is decomposed; alone between them it is a word of one character.
            return becomes.Count == 1 && CharacterMap.KindOf(becomes[0]) == CharacterKind.Word
                ? CharacterMap.Entry(CharacterKind.Single, _alphabet.IdOf(Normalise(codePoint)[0], _unknownId))
                : AddSequence([SpaceEntry, .. becomes, SpaceEntry]);
        }

        return becomes.Count switch
        {
            0 => CharacterMap.Entry(CharacterKind.Removed, 0),
            1 => becomes[0],
            _ => AddSequence([.. becomes]),
        };
    }

    private static int SpaceEntry => CharacterMap.Entry(CharacterKind.Space, 0);

    private int AddSequence(int[] entries)
    {
        _sequences.Add(entries);
        return CharacterMap.Entry(CharacterKind.Sequence, _sequences.Count - 1);
    }

    /// <summary>Accents first, then case: the order matters for characters such as İ.</summary>
    private List<int> Normalise(int codePoint)
    {
        List<int> parts = [codePoint];
        if (_options.DropsAccents && _data.Stripped.TryGetValue(codePoint, out int[]? stripped))
        {
            parts = [.. stripped];
        }

        return _options.LowerCase
            ? parts.SelectMany(part => _data.Lowered.TryGetValue(part, out int[]? lowered) ? lowered : [part]).ToList()
            : parts;
    }

    private int EntryOfNormalised(int codePoint) => _data.ClassOf(codePoint) switch
    {
        CharacterClass.Space => SpaceEntry,
        CharacterClass.Punctuation => CharacterMap.Entry(CharacterKind.Single, _alphabet.IdOf(codePoint, _unknownId)),
        _ when _options.DropsAccents && _data.Ranks.TryGetValue(codePoint, out byte rank) => CharacterMap.Entry(CharacterKind.Mark, MarkRun.Payload(_alphabet.SymbolOf(codePoint), rank)),
        _ => CharacterMap.Entry(CharacterKind.Word, _alphabet.SymbolOf(codePoint)),
    };
}
