using System.Text.Json.Serialization;
using DistilBert.Qa;

namespace WebDemo.Answering;

/// <summary>How to answer; what is left out takes the server's defaults.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RequestOptions
{
    /// <summary>How many answers are wanted: 1 to 1000. Default: 1.</summary>
    public int? Top { get; init; }

    /// <summary>The longest answer, in tokens: 1 to 512. Default: 30.</summary>
    public int? MaxAnswerTokens { get; init; }

    /// <summary>Whether "the contexts do not answer this" takes part as an answer. Default: false.</summary>
    public bool? AllowNoAnswer { get; init; }

    /// <summary>Whether an answer is widened to whole words. Default: true.</summary>
    public bool? AlignToWords { get; init; }

    /// <summary>Answers of a lower probability are left out: 0 to 1. Default: 0.</summary>
    public double? MinProbability { get; init; }

    /// <summary>The length of a window in tokens: 8 to the positions of the model. Default: 384.</summary>
    public int? MaxLength { get; init; }

    /// <summary>How many context tokens neighbouring windows share. Default: 128.</summary>
    public int? Overlap { get; init; }

    /// <summary>Whether probabilities are joint over all windows (exact, the default) or those of Hugging Face's pipeline (compatible).</summary>
    public DecodingMode? Decoding { get; init; }

    public AnswerOptions Over(AnswerOptions defaults) => defaults with
    {
        Top = Top ?? defaults.Top,
        MaxAnswerTokens = MaxAnswerTokens ?? defaults.MaxAnswerTokens,
        AllowNoAnswer = AllowNoAnswer ?? defaults.AllowNoAnswer,
        AlignToWords = AlignToWords ?? defaults.AlignToWords,
        MinProbability = MinProbability ?? defaults.MinProbability,
        MaxLength = MaxLength ?? defaults.MaxLength,
        Overlap = Overlap ?? defaults.Overlap,
        Decoding = Decoding ?? defaults.Decoding,
    };
}
