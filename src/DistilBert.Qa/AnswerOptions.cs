using System.ComponentModel.DataAnnotations;
using DistilBert.Qa.Models;

namespace DistilBert.Qa;

/// <summary>How a question is answered; the initial values are the defaults.</summary>
public sealed record AnswerOptions
{
    private int? _maxLength;
    private int? _overlap;

    /// <summary>How many answers are wanted: 1 to 1000. Default: 1.</summary>
    [Range(1, 1000)]
    public int Top { get; set; } = 1;

    /// <summary>The longest answer, in tokens: 1 to 512. Default: 15, which measured best on SQuAD.</summary>
    [Range(1, 512)]
    public int MaxAnswerTokens { get; set; } = 15;

    /// <summary>Whether "the contexts do not answer this" takes part as an answer. Default: <see langword="false"/>.</summary>
    /// <remarks>
    /// How probable that is depends on the share of such questions that the model was calibrated for: one in five for the embedded model. Where far more
    /// of yours have no answer, or are made to deceive, lower <see cref="NoAnswerThreshold"/>, or calibrate the model on your own.
    /// </remarks>
    public bool AllowNoAnswer { get; set; }

    /// <summary>
    /// From which probability "no answer" goes first, whatever the best span has: 0 to 1; exact decoding only. Default:
    /// <see langword="null"/>, what was fitted for the model, or else wherever it is more probable than the best span.
    /// </summary>
    [Range(0.0, 1.0)]
    public double? NoAnswerThreshold { get; set; }

    /// <summary>
    /// What the weights of spans are divided by before probabilities are made of them in exact decoding: 0.01 to 100; more than 1 makes them
    /// more modest. Default: <see langword="null"/>, all that was fitted for the model, or else 1; a number takes the place of all of that but "no answer".
    /// </summary>
    [Range(0.01, 100.0)]
    public double? Temperature { get; set; }

    /// <summary>
    /// Whether an answer is left out that shares a word with a more probable one of the same context, the next one taking its place;
    /// exact decoding only. Default: <see langword="false"/>.
    /// </summary>
    public bool SuppressOverlaps { get; set; }

    /// <summary>The most answers from one context: 1 or more; exact decoding only. Default: <see langword="null"/>, as many as <see cref="Top"/>.</summary>
    [Range(1, 1000)]
    public int? MaxAnswersPerContext { get; set; }

    /// <summary>Whether an answer is widened to whole words. Default: <see langword="true"/>.</summary>
    public bool AlignToWords { get; set; } = true;

    /// <summary>Answers of a lower probability are left out: 0 to 1. Default: 0.</summary>
    [Range(0.0, 1.0)]
    public double MinProbability { get; set; }

    /// <summary>How logits become answers. Default: <see cref="DecodingMode.Exact"/>.</summary>
    [EnumDataType(typeof(DecodingMode))]
    public DecodingMode Decoding { get; set; } = DecodingMode.Exact;

    /// <summary>
    /// The length of a window in tokens, question and control tokens included: 8 to the model's positions. Default: 384, or the model's
    /// positions where these are fewer.
    /// </summary>
    [Range(8, 8192)]
    public int MaxLength
    {
        get => _maxLength ?? 384;
        set => _maxLength = value;
    }

    /// <summary>
    /// How many context tokens neighbouring windows share: 0 to less than what the question leaves of the window. Default: 128, or half of
    /// a window that is shorter than 256, as the reference pipeline has it.
    /// </summary>
    [Range(0, 8191)]
    public int Overlap
    {
        get => _overlap ?? Math.Min(128, MaxLength / 2);
        set => _overlap = value;
    }

    /// <summary>
    /// How many windows of the question the model reads, over all its contexts: those that share most with the question, by BM25 over the
    /// tokens; 1 or more. Default: <see langword="null"/>, all.
    /// </summary>
    /// <remarks>
    /// Saves the time of the others and misses the answers that stand in them. Probabilities are then shares of what the windows that were
    /// read hold, not of the whole contexts.
    /// </remarks>
    [Range(1, int.MaxValue)]
    public int? TopWindows { get; set; }

    /// <summary>The longest question in tokens: 1 or more. Default: <see langword="null"/>, as many as the window and the overlap leave.</summary>
    [Range(1, 8192)]
    public int? MaxQuestionTokens { get; set; }

    /// <summary>What to do with a longer question. Default: <see cref="LongQuestion.Error"/>.</summary>
    [EnumDataType(typeof(LongQuestion))]
    public LongQuestion LongQuestion { get; set; } = LongQuestion.Error;

    /// <summary>Whether the length of windows was set, and is not the default, which gives way to a model of fewer positions.</summary>
    internal bool IsMaxLengthSet => _maxLength is not null;

    /// <summary>What was fitted for the model; set on the copy that a call works with.</summary>
    internal ModelCalibration Fitted { get; set; } = ModelCalibration.None;
}
