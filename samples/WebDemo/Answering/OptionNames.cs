using System.Text.RegularExpressions;
using DistilBert.Qa;

namespace WebDemo.Answering;

/// <summary>What an endpoint calls the options, for messages of the library, which names its own.</summary>
internal sealed partial class OptionNames(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The names of the endpoints under /v1.</summary>
    public static OptionNames Own { get; } = new(new Dictionary<string, string>
    {
        [nameof(AnswerOptions.Top)] = "top",
        [nameof(AnswerOptions.MaxAnswerTokens)] = "maxAnswerTokens",
        [nameof(AnswerOptions.NoAnswerThreshold)] = "noAnswerThreshold",
        [nameof(AnswerOptions.Temperature)] = "temperature",
        [nameof(AnswerOptions.MaxAnswersPerContext)] = "maxAnswersPerContext",
        [nameof(AnswerOptions.MinProbability)] = "minProbability",
        [nameof(AnswerOptions.MaxLength)] = "maxLength",
        [nameof(AnswerOptions.Overlap)] = "overlap",
        [nameof(AnswerOptions.TopWindows)] = "topWindows",
        [nameof(AnswerOptions.Decoding)] = "decoding",
        [nameof(QuestionAnswererOptions)] = "DistilBertQa",
    });

    /// <summary>The names of Hugging Face's pipeline.</summary>
    public static OptionNames Compatible { get; } = new(new Dictionary<string, string>
    {
        [nameof(AnswerOptions.Top)] = "top_k",
        [nameof(AnswerOptions.MaxAnswerTokens)] = "max_answer_len",
        [nameof(AnswerOptions.MaxLength)] = "max_seq_len",
        [nameof(AnswerOptions.Overlap)] = "doc_stride",
        [nameof(AnswerOptions.MaxQuestionTokens)] = "max_question_len",
        [nameof(QuestionAnswererOptions)] = "DistilBertQa",
    });

    public string In(string message) => Word().Replace(message, word => names.GetValueOrDefault(word.Value, word.Value));

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}
