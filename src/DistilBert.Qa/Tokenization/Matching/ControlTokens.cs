using System.Buffers;

namespace DistilBert.Qa.Tokenization;

/// <summary>Finds the names of special tokens that stand literally in a text: leftmost first, of several there the longest.</summary>
internal sealed class ControlTokens
{
    private readonly (string Name, int Id)[] _tokens;
    private readonly SearchValues<char> _firstUnits;

    private ControlTokens((string Name, int Id)[] tokens)
    {
        _tokens = tokens;
        _firstUnits = SearchValues.Create(tokens.Select(token => token.Name[0]).Distinct().ToArray());
    }

    /// <summary>The special tokens that the vocabulary has.</summary>
    public static ControlTokens Create(Vocabulary vocabulary, IEnumerable<string> names)
    {
        List<(string Name, int Id)> tokens = [];
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            if (name.Length > 0 && vocabulary.TryGetId(name, out int id))
            {
                tokens.Add((name, id));
            }
        }

        return new ControlTokens([.. tokens.OrderByDescending(token => token.Name.Length)]);
    }

    /// <summary>The next one from <paramref name="at"/> on.</summary>
    public bool TryFindNext(ReadOnlySpan<char> text, int at, out int start, out int end, out int id)
    {
        while (at < text.Length)
        {
            int distance = text[at..].IndexOfAny(_firstUnits);
            if (distance < 0)
            {
                break;
            }

            at += distance;
            foreach ((string name, int token) in _tokens)
            {
                if (text[at..].StartsWith(name, StringComparison.Ordinal))
                {
                    (start, end, id) = (at, at + name.Length, token);
                    return true;
                }
            }

            at++;
        }

        (start, end, id) = (0, 0, 0);
        return false;
    }
}
