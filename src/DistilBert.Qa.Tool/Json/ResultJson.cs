using System.Text.Json;

namespace DistilBert.Qa.Tool.Json;

/// <summary>Writes what was found for one question as one line.</summary>
internal static class ResultJson
{
    /// <summary>A line of answers.</summary>
    /// <param name="line">Where it goes.</param>
    /// <param name="id">The id as JSON; empty for null.</param>
    /// <param name="result">What was found.</param>
    /// <param name="explain">Whether to say where each answer comes from, and what speaks for there being none.</param>
    public static void Write(JsonLineWriter line, ReadOnlySpan<byte> id, QaResult result, bool explain)
    {
        Utf8JsonWriter json = Begin(line, id);
        json.WriteStartArray("answers");
        foreach (Answer answer in result.Answers)
        {
            Write(json, answer, explain);
        }

        json.WriteEndArray();
        json.WriteNumber("windows", result.WindowCount);
        json.WriteNumber("tokens", result.TokenCount);
        if (explain)
        {
            Write(json, result.NoAnswer);
        }

        line.End();
    }

    /// <summary>A line that says why its input line has no result.</summary>
    public static void WriteError(JsonLineWriter line, ReadOnlySpan<byte> id, string error, long number)
    {
        Utf8JsonWriter json = Begin(line, id);
        JsonText.Write(json, "error", error);
        json.WriteNumber("line", number);
        line.End();
    }

    /// <summary>Starts a line with its id.</summary>
    public static Utf8JsonWriter Begin(JsonLineWriter line, ReadOnlySpan<byte> id)
    {
        Utf8JsonWriter json = line.Begin();
        json.WritePropertyName("id");
        json.WriteRawValue(id.IsEmpty ? "null"u8 : id, skipInputValidation: true);
        return json;
    }

    private static void Write(Utf8JsonWriter json, in NoAnswerEvidence evidence)
    {
        json.WriteStartObject("noAnswer");
        json.WriteNumber("probability", evidence.Probability);
        if (double.IsFinite(evidence.Margin))
        {
            json.WriteNumber("margin", evidence.Margin);
        }

        json.WriteStartArray("reasons");
        foreach (NoAnswerReason reason in evidence.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("signal", JsonNamingPolicy.CamelCase.ConvertName(reason.Signal.ToString()));
            json.WriteNumber("value", reason.Value);
            json.WriteNumber("logOdds", reason.LogOdds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Answer answer, bool explain)
    {
        json.WriteStartObject();
        JsonText.Write(json, "text", answer.Text);
        json.WriteNumber("start", answer.Start);
        json.WriteNumber("end", answer.End);
        json.WriteNumber("probability", answer.Probability);
        json.WriteNumber("score", answer.Score);
        json.WriteNumber("context", answer.ContextIndex);
        if (answer.IsNoAnswer)
        {
            json.WriteBoolean("noAnswer", true);
        }
        else if (explain)
        {
            json.WriteNumber("startLogit", answer.Evidence.StartLogit);
            json.WriteNumber("endLogit", answer.Evidence.EndLogit);
            json.WriteNumber("window", answer.Evidence.Window);
            json.WriteNumber("startToken", answer.Evidence.StartToken);
            json.WriteNumber("endToken", answer.Evidence.EndToken);
        }

        json.WriteEndObject();
    }
}
