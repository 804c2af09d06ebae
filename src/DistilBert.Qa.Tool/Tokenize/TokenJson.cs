using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tool.Tokenize;

/// <summary>Writes tokens and windows as one line.</summary>
internal static class TokenJson
{
    private const int QuestionSequence = 0;
    private const int ContextSequence = 1;

    /// <summary><c>{"id", "ids", "offsets"}</c>.</summary>
    public static void WriteText(JsonLineWriter line, ReadOnlySpan<byte> id, ReadOnlySpan<Token> tokens)
    {
        Utf8JsonWriter json = ResultJson.Begin(line, id);
        json.WriteStartArray("ids");
        WriteIds(json, tokens);
        json.WriteEndArray();
        json.WriteStartArray("offsets");
        WriteOffsets(json, tokens);
        json.WriteEndArray();
        line.End();
    }

    /// <summary><c>{"id", "windows": [{"ids", "offsets", "sequence"}]}</c>; special tokens have neither offsets nor sequence.</summary>
    /// <exception cref="ArgumentException">The question and the overlap leave no room in the window.</exception>
    public static void WriteWindows(
        JsonLineWriter line,
        ReadOnlySpan<byte> id,
        WordPieceTokenizer tokenizer,
        ReadOnlySpan<Token> question,
        ReadOnlySpan<Token> context,
        WindowSettings settings)
    {
        CheckFits(question.Length, settings.MaxLength);
        WindowPlan plan = WindowPlan.Create(question.Length, context.Length, settings.MaxLength, settings.Overlap);
        Utf8JsonWriter json = ResultJson.Begin(line, id);
        json.WriteStartArray("windows");
        for (int index = 0; index < plan.Count; index++)
        {
            Window window = plan[index];
            WriteWindow(json, tokenizer, question, context[window.Begin..window.End]);
        }

        if (plan.Count == 0)
        {
            // The reference gives a question without context a window too; the model is not asked about it.
            WriteWindow(json, tokenizer, question, context: []);
        }

        json.WriteEndArray();
        line.End();
    }

    private static void CheckFits(int question, int maxLength)
    {
        if (question > maxLength - WindowPlan.ControlTokens)
        {
            throw new LineException(string.Create(
                CultureInfo.InvariantCulture,
                $"The question has {question} tokens, and a window of {maxLength} holds {WindowPlan.ControlTokens} control tokens besides: at most {maxLength - WindowPlan.ControlTokens} fit. Raise maxLength."));
        }
    }

    private static void WriteWindow(Utf8JsonWriter json, WordPieceTokenizer tokenizer, ReadOnlySpan<Token> question, ReadOnlySpan<Token> context)
    {
        json.WriteStartObject();
        json.WriteStartArray("ids");
        json.WriteNumberValue(tokenizer.ClassificationId);
        WriteIds(json, question);
        json.WriteNumberValue(tokenizer.SeparatorId);
        WriteIds(json, context);
        json.WriteNumberValue(tokenizer.SeparatorId);
        json.WriteEndArray();

        json.WriteStartArray("offsets");
        json.WriteNullValue();
        WriteOffsets(json, question);
        json.WriteNullValue();
        WriteOffsets(json, context);
        json.WriteNullValue();
        json.WriteEndArray();

        json.WriteStartArray("sequence");
        json.WriteNullValue();
        WriteSequence(json, QuestionSequence, question.Length);
        json.WriteNullValue();
        WriteSequence(json, ContextSequence, context.Length);
        json.WriteNullValue();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, ReadOnlySpan<Token> tokens)
    {
        foreach (Token token in tokens)
        {
            json.WriteNumberValue(token.Id);
        }
    }

    private static void WriteOffsets(Utf8JsonWriter json, ReadOnlySpan<Token> tokens)
    {
        foreach (Token token in tokens)
        {
            json.WriteStartArray();
            json.WriteNumberValue(token.Start);
            json.WriteNumberValue(token.End);
            json.WriteEndArray();
        }
    }

    private static void WriteSequence(Utf8JsonWriter json, int sequence, int count)
    {
        for (int index = 0; index < count; index++)
        {
            json.WriteNumberValue(sequence);
        }
    }
}
