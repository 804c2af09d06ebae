using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DistilBert.Qa.Evaluation;

/// <summary>A map that keeps the order of first insertion, as Python's dictionaries do: a key set twice keeps its place and takes the last value.</summary>
internal sealed class OrderedMap<TValue> : IReadOnlyDictionary<string, TValue>
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, TValue>> _entries = [];

    public OrderedMap()
    {
    }

    public OrderedMap(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        foreach ((string key, TValue value) in entries)
        {
            this[key] = value;
        }
    }

    public int Count => _entries.Count;

    public IEnumerable<string> Keys => _entries.Select(static entry => entry.Key);

    public IEnumerable<TValue> Values => _entries.Select(static entry => entry.Value);

    public TValue this[string key]
    {
        get => _entries[_places[key]].Value;
        set
        {
            if (_places.TryAdd(key, _entries.Count))
            {
                _entries.Add(new(key, value));
            }
            else
            {
                _entries[_places[key]] = new(key, value);
            }
        }
    }

    public bool ContainsKey(string key) => _places.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        bool found = _places.TryGetValue(key, out int place);
        value = found ? _entries[place].Value : default;
        return found;
    }

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
