using System.Text.Json;
using System.Text.RegularExpressions;

namespace WebDemo.Hosting;

/// <summary>Says what is wrong with a body in words of JSON; those of the framework are about types of C#, which mean nothing to a caller.</summary>
internal static partial class JsonProblem
{
    public static string Describe(JsonException json)
    {
        string place = string.IsNullOrEmpty(json.Path) || json.Path == "$" ? "The body" : $"'{json.Path}'";
        return $"{place} is not valid here: {Reason(json.Message)} /openapi/v1.json describes what is.";
    }

    private static string Reason(string message)
    {
        if (Missing().Match(message) is { Success: true } missing)
        {
            return $"{missing.Groups[1].Value} is missing.";
        }

        if (Unknown().Match(message) is { Success: true } unknown)
        {
            return $"{unknown.Groups[1].Value} is not known.";
        }

        // The rest of a framework's message is path, line and position once more.
        int details = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return message.Contains("could not be converted", StringComparison.Ordinal) ? "it is of another type, or out of range."
            : details < 0 ? message
            : message[..details];
    }

    [GeneratedRegex("missing required properties including: (.+?)\\.")]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property ('.*?') could not be mapped")]
    private static partial Regex Unknown();
}
