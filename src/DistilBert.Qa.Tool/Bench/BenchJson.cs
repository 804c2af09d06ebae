using System.Text.Json;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>The figures for a program, as one JSON object.</summary>
internal static class BenchJson
{
    public static void Write(BenchReport report, Stream output)
    {
        using JsonLineWriter line = new();
        Utf8JsonWriter json = line.Begin();
        WriteMachine(report, json);
        WriteTokenizer(report.Tokenizer, json);
        WriteWindows(report.Windows, json);
        WriteEndToEnd(report.EndToEnd, json);
        json.WriteNumber("seconds", Math.Round(report.Seconds, 1));
        line.End();
        line.WriteTo(output);
    }

    private static void WriteMachine(BenchReport report, Utf8JsonWriter json)
    {
        ProviderReport run = report.Model.ProviderReport;
        json.WriteStartObject("machine");
        json.WriteString("device", run.Device);
        json.WriteStartArray("features");
        foreach (string feature in report.Machine.CpuFeatures)
        {
            json.WriteStringValue(feature);
        }

        json.WriteEndArray();
        json.WriteString("system", System.Runtime.InteropServices.RuntimeInformation.OSDescription.Trim());
        json.WriteString("runtime", System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
        json.WriteString("onnxRuntime", run.NativeVersion);
        json.WriteEndObject();

        json.WriteStartObject("model");
        json.WriteString("name", report.Model.Model);
        json.WriteString("precision", run.Precision?.ToString().ToLowerInvariant());
        json.WriteString("provider", run.Got);
        json.WriteNumber("threads", run.Threads);
        json.WriteNumber("streams", run.Streams);
        json.WriteEndObject();
    }

    private static void WriteTokenizer(TokenizerFigures tokenizer, Utf8JsonWriter json)
    {
        json.WriteStartObject("tokenizer");
        json.WriteNumber("characters", tokenizer.Characters);
        json.WriteNumber("tokensPerSecond", Math.Round(tokenizer.TokensPerSecond));
        json.WriteNumber("microsoftTokensPerSecond", Math.Round(tokenizer.MicrosoftTokensPerSecond));
        json.WriteNumber("ratio", Math.Round(tokenizer.Ratio, 3));
        json.WriteNumber("bytesPerCall", tokenizer.BytesPerCall);
        json.WriteEndObject();
    }

    private static void WriteWindows(IReadOnlyList<WindowFigures> windows, Utf8JsonWriter json)
    {
        json.WriteStartArray("windows");
        foreach (WindowFigures window in windows)
        {
            json.WriteStartObject();
            json.WriteNumber("tokens", window.Tokens);
            json.WriteNumber("milliseconds", Math.Round(1e3 * window.QuestionSeconds, 4));
            json.WriteNumber("bareMilliseconds", Math.Round(1e3 * window.BareSeconds, 4));
            json.WriteNumber("ratio", Math.Round(window.Ratio, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEndToEnd(EndToEndFigures ends, Utf8JsonWriter json)
    {
        json.WriteStartObject("endToEnd");
        json.WriteNumber("questions", ends.Questions);
        json.WriteNumber("bareQuestionsPerSecond", Math.Round(ends.Bare, 2));
        Way("oneByOne", ends.OneByOne);
        Way("batch", ends.Batch);
        Way("eightCallers", ends.EightCallers);
        json.WriteEndObject();

        void Way(string name, double perSecond)
        {
            json.WriteStartObject(name);
            json.WriteNumber("questionsPerSecond", Math.Round(perSecond, 2));
            json.WriteNumber("ratio", Math.Round(perSecond / ends.Bare, 3));
            json.WriteEndObject();
        }
    }
}
