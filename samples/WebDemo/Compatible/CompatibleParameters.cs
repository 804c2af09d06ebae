using System.Text.Json.Serialization;
using DistilBert.Qa;

namespace WebDemo.Compatible;

/// <summary>The parameters of the question-answering pipeline, with its defaults.</summary>
internal sealed record CompatibleParameters
{
    private const int UsualLength = 384;
    private const int UsualOverlap = 128;

    /// <summary>How many answers are wanted; more than one gives a list. Default: 1.</summary>
    [JsonPropertyName("top_k")]
    public int? TopK { get; init; }

    /// <summary>The overlap of neighbouring windows, in tokens. Default: 128, at most half of max_seq_len.</summary>
    [JsonPropertyName("doc_stride")]
    public int? DocStride { get; init; }

    /// <summary>The longest answer, in tokens. Default: 15.</summary>
    [JsonPropertyName("max_answer_len")]
    public int? MaxAnswerLength { get; init; }

    /// <summary>The length of a window, in tokens. Default: 384.</summary>
    [JsonPropertyName("max_seq_len")]
    public int? MaxSequenceLength { get; init; }

    /// <summary>The longest question, in tokens; the rest is cut off. Default: 64.</summary>
    [JsonPropertyName("max_question_len")]
    public int? MaxQuestionLength { get; init; }

    /// <summary>Whether "no answer" takes part. Default: false.</summary>
    [JsonPropertyName("handle_impossible_answer")]
    public bool? HandleImpossibleAnswer { get; init; }

    /// <summary>Whether answers are widened to whole words. Default: true.</summary>
    [JsonPropertyName("align_to_words")]
    public bool? AlignToWords { get; init; }

    public AnswerOptions ToOptions(int positions)
    {
        int length = MaxSequenceLength ?? Math.Min(positions, UsualLength);
        return new()
        {
            Decoding = DecodingMode.Compatible,
            Top = TopK ?? 1,
            MaxAnswerTokens = MaxAnswerLength ?? 15,
            MaxLength = length,
            Overlap = DocStride ?? Math.Min(length / 2, UsualOverlap),
            MaxQuestionTokens = MaxQuestionLength ?? 64,
            LongQuestion = LongQuestion.KeepFirst,
            AllowNoAnswer = HandleImpossibleAnswer ?? false,
            AlignToWords = AlignToWords ?? true,
        };
    }
}
