using System.CommandLine;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>Makes options whose value is one of a few words.</summary>
internal static class Choice
{
    /// <summary>An option whose words are the names of an enumeration in lower case, and whose default is the first of them.</summary>
    public static Option<T> Of<T>(string name, string description)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        string[] words = [.. Enum.GetNames<T>().Select(static word => word.ToLowerInvariant())];
        return new(name)
        {
            Description = $"{description} [default: {words[0]}]",
            HelpName = string.Join('|', words),
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                int index = Array.FindIndex(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
                if (index >= 0)
                {
                    return values[index];
                }

                argument.AddError($"{name} is '{text}'; allowed: {string.Join(", ", words)}.");
                return default;
            },
        };
    }
}
