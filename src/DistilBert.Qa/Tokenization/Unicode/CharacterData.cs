namespace DistilBert.Qa.Tokenization;

/// <summary>The recorded behaviour of every character, read once from the embedded table; README.md beside it has the layout.</summary>
internal sealed class CharacterData
{
    private const string Resource = "DistilBert.Qa.Tokenization.bert-characters.bin";

    private static readonly Lazy<CharacterData> Shared = new(Load);

    private CharacterData()
    {
    }

    /// <summary>The one instance.</summary>
    public static CharacterData Instance => Shared.Value;

    /// <summary>Runs over all code points: class, first, and the one behind the last.</summary>
    public List<(CharacterClass Class, int From, int To)> Runs { get; } = [];

    /// <summary>What a character becomes when accents are dropped, where that differs; Hangul syllables are computed.</summary>
    public Dictionary<int, int[]> Stripped { get; } = [];

    /// <summary>What a character becomes when lower-cased, where that differs.</summary>
    public Dictionary<int, int[]> Lowered { get; } = [];

    /// <summary>Place of a combining mark in canonical order; all others have none.</summary>
    public Dictionary<int, byte> Ranks { get; } = [];

    /// <summary>The class of a code point.</summary>
    public CharacterClass ClassOf(int codePoint)
    {
        int low = 0;
        int high = Runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (Runs[middle].From <= codePoint)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Runs[low].Class;
    }

    private static CharacterData Load()
    {
        using Stream stream = typeof(CharacterData).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        CharacterDataReader reader = new(bytes);
        CharacterData data = new();
        int from = 0;
        for (int runs = reader.Number(); runs > 0; runs--)
        {
            CharacterClass kind = (CharacterClass)reader.Number();
            int to = from + reader.Number();
            data.Runs.Add((kind, from, to));
            from = to;
        }

        reader.Map(data.Stripped);
        reader.Map(data.Lowered);
        int mark = 0;
        for (int marks = reader.Number(); marks > 0; marks--)
        {
            mark += reader.Number();
            data.Ranks.Add(mark, (byte)reader.Number());
        }

        return data;
    }
}
