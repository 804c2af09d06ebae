namespace DistilBert.Qa.Models;

/// <summary>The fields at the head of a model's card, between two lines of three dashes in its <c>README.md</c>.</summary>
/// <remarks>Of YAML it takes what cards use for plain facts: texts and lists of texts. What is nested deeper, such as results, is passed over.</remarks>
internal static class CardFrontMatter
{
    private const string Fence = "---";

    // Cards with results in their head have some ten thousand lines at most.
    private const int MostLines = 100_000;

    /// <summary>The fields in the order of the card; none where it has no head.</summary>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Read(string cardFile) => Parse(File.ReadLines(cardFile).Take(MostLines));

    /// <summary>The fields in the lines of a card.</summary>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Parse(IEnumerable<string> lines)
    {
        List<KeyValuePair<string, IReadOnlyList<string>>> fields = [];
        List<string>? items = null;
        using IEnumerator<string> rest = lines.GetEnumerator();
        if (!rest.MoveNext() || rest.Current.TrimEnd().TrimStart('\uFEFF') != Fence)
        {
            return fields;
        }

        while (rest.MoveNext() && rest.Current.TrimEnd() != Fence)
        {
            string line = rest.Current.TrimEnd();
            if (items is not null && line.TrimStart().StartsWith("- ", StringComparison.Ordinal))
            {
                AddText(items, line.TrimStart()[2..]);
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || char.IsWhiteSpace(line[0]) || line[0] is '-' or '#')
            {
                continue;
            }

            items = [];
            fields.Add(new(line[..colon].Trim(), items));
            AddValue(items, line[(colon + 1)..].Trim());
        }

        return [.. fields.Where(static field => field.Value.Count > 0)];
    }

    private static void AddValue(List<string> items, string value)
    {
        if (value.StartsWith('[') && value.EndsWith(']'))
        {
            foreach (string item in value[1..^1].Split(','))
            {
                AddText(items, item);
            }
        }
        else if (value is not ['|' or '>', ..])
        {
            AddText(items, value);
        }
    }

    private static void AddText(List<string> items, string written)
    {
        string text = written.Trim();
        bool isQuoted = text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0];
        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        text = isQuoted ? text[1..^1] : comment >= 0 ? text[..comment].TrimEnd() : text;

        // An item "key: value" opens something nested.
        if (text.Length > 0 && (isQuoted || (!text.Contains(": ", StringComparison.Ordinal) && !text.EndsWith(':'))))
        {
            items.Add(text);
        }
    }
}
