using System.CommandLine;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DistilBert.Qa.Tool.Json;

/// <summary>How a figure came about, written beside it: the command, the model, the versions.</summary>
internal static class RunJson
{
    /// <summary>One line, as everything for programs, with letters as they are.</summary>
    public static JsonWriterOptions Format { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, QuestionAnswererInfo model, ParseResult parsed)
    {
        // Files by their names alone: where they lie is nobody's business.
        IEnumerable<string> words = parsed.Tokens.Select(static token =>
            token.Value.IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) >= 0 && Path.Exists(token.Value)
                ? Path.GetFileName(Path.TrimEndingDirectorySeparator(token.Value))
                : token.Value);
        json.WriteString("command", string.Join(' ', words.Prepend("distilbert-qa")));
        json.WriteString("model", Path.GetFileName(Path.TrimEndingDirectorySeparator(model.Model)));
        json.WriteString("precision", model.ProviderReport.Precision?.ToString().ToLowerInvariant());
        json.WriteString("provider", model.ProviderReport.Got);
        json.WriteString("device", model.ProviderReport.Device);
        json.WriteStartObject("versions");
        json.WriteString("distilbert-qa", typeof(RunJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]);
        json.WriteString("onnxruntime", model.ProviderReport.NativeVersion);
        json.WriteString("dotnet", Environment.Version.ToString());
        json.WriteEndObject();
    }
}
