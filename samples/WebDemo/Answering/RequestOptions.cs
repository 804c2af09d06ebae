using System.Text.Json.Serialization;
using DistilBert.Qa;

namespace WebDemo.Answering;

/// <summary>How to answer; what is left out takes the server's defaults.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RequestOptions
{
    /// <summary>How many answers are wanted: 1 to 1000. Default: 1.</summary>
    public int? Top { get; init; }

    /// <summary>The longest answer, in tokens: 1 to 512. Default: 15.</summary>
    public int? MaxAnswerTokens { get; init; }

    /// <summary>Whether "the contexts do not answer this" takes part as an answer. Default: false.</summary>
    public bool? AllowNoAnswer { get; init; }

    /// <summary>From which probability "no answer" goes first: 0 to 1. Default: what was fitted for the model, or else wherever it is more probable than the best span.</summary>
    public double? NoAnswerThreshold { get; init; }

    /// <summary>What logits are divided by before probabilities are made of them: 0.01 to 100. Default: what was fitted for the model, or else 1.</summary>
    public double? Temperature { get; init; }

    /// <summary>Whether an answer is left out that shares a word with a more probable one. Default: false.</summary>
    public bool? SuppressOverlaps { get; init; }

    /// <summary>The most answers from one context: 1 to 1000. Default: as many as are wanted in all.</summary>
    public int? MaxAnswersPerContext { get; init; }

    /// <summary>Whether an answer is widened to whole words. Default: true.</summary>
    public bool? AlignToWords { get; init; }

    /// <summary>Answers of a lower probability are left out: 0 to 1. Default: 0.</summary>
    public double? MinProbability { get; init; }

    /// <summary>The length of a window in tokens: 8 to the positions of the model. Default: 384.</summary>
    public int? MaxLength { get; init; }

    /// <summary>How many context tokens neighbouring windows share. Default: 128.</summary>
    public int? Overlap { get; init; }

    /// <summary>Of a long text, how many windows are read, those that share most words with the question: at least 1. Default: all.</summary>
    public int? TopWindows { get; init; }

    /// <summary>Whether probabilities are joint over all windows (exact, the default), those of Hugging Face's pipeline (compatible) or those of its evaluation script (runQa).</summary>
    public DecodingMode? Decoding { get; init; }

    public AnswerOptions Over(AnswerOptions defaults) => defaults with
    {
        Top = Top ?? defaults.Top,
        MaxAnswerTokens = MaxAnswerTokens ?? defaults.MaxAnswerTokens,
        AllowNoAnswer = AllowNoAnswer ?? defaults.AllowNoAnswer,
        NoAnswerThreshold = NoAnswerThreshold ?? defaults.NoAnswerThreshold,
        Temperature = Temperature ?? defaults.Temperature,
        SuppressOverlaps = SuppressOverlaps ?? defaults.SuppressOverlaps,
        MaxAnswersPerContext = MaxAnswersPerContext ?? defaults.MaxAnswersPerContext,
        AlignToWords = AlignToWords ?? defaults.AlignToWords,
        MinProbability = MinProbability ?? defaults.MinProbability,
        MaxLength = MaxLength ?? defaults.MaxLength,
        Overlap = Overlap ?? defaults.Overlap,
        TopWindows = TopWindows ?? defaults.TopWindows,
        Decoding = Decoding ?? defaults.Decoding,
    };
}
