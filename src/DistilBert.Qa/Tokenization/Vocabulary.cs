namespace DistilBert.Qa.Tokenization;

/// <summary>The entries of a vocabulary by id, and ids by entry.</summary>
internal sealed class Vocabulary
{
    /// <summary>Most entries a vocabulary may have.</summary>
    public const int MostEntries = 2_000_000;

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _ids;

    private Vocabulary(string[] tokens, Dictionary<string, int> ids)
    {
        _tokens = tokens;
        _ids = ids;
    }

    /// <summary>How many ids there are: the rows that the model's embedding must have.</summary>
    public int Size => _tokens.Length;

    /// <summary>Entries with their ids, each once.</summary>
    public IEnumerable<KeyValuePair<string, int>> Entries => _ids;

    /// <summary>A vocabulary in the order of its ids; an empty name takes its id and stands for nothing, of equal names the last one counts.</summary>
    public static Vocabulary Create(List<string> tokens)
    {
        Dictionary<string, int> ids = new(tokens.Count, StringComparer.Ordinal);
        for (int id = 0; id < tokens.Count; id++)
        {
            if (tokens[id].Length > 0)
            {
                ids[tokens[id]] = id;
            }
        }

        return new Vocabulary([.. tokens], ids);
    }

    /// <summary>The entry of an id; empty where the id names nothing.</summary>
    public string TokenOf(int id) => _tokens[id];

    /// <summary>The id of an entry.</summary>
    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);
}
