using System.Text.Json;

namespace DistilBert.Qa.Tool.Json;

/// <summary>Names kinds of JSON values for messages.</summary>
internal static class JsonKind
{
    public static string Describe(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };
}
