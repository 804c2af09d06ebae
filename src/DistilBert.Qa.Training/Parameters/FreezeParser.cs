using System.Globalization;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>Reads what is to be frozen: <c>embeddings,layers:0-2</c>.</summary>
internal static class FreezeParser
{
    private const string LayersPrefix = "layers:";

    /// <exception cref="ArgumentException">The text is not understood, or names a layer the model does not have.</exception>
    public static Freeze Parse(string? text, int layers)
    {
        bool embeddings = false;
        HashSet<int> frozen = [];
        foreach (string part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "embeddings")
            {
                embeddings = true;
            }
            else if (part.StartsWith(LayersPrefix, StringComparison.Ordinal) && TryRange(part[LayersPrefix.Length..], out int first, out int last) && first <= last && last < layers)
            {
                frozen.UnionWith(Enumerable.Range(first, last - first + 1));
            }
            else
            {
                throw new ArgumentException(
                    $"'{part}' cannot be frozen. Allowed are 'embeddings' and 'layers:A-B' or 'layers:A' with layers from 0 to {layers - 1}, separated by commas.");
            }
        }

        return new(embeddings, frozen);
    }

    private static bool TryRange(string text, out int first, out int last)
    {
        string[] ends = text.Split('-');
        last = 0;
        return Number(ends[0], out first) && (ends.Length == 1 ? Number(ends[0], out last) : ends.Length == 2 && Number(ends[1], out last));
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
