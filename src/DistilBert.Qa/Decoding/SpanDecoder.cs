using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>Turns logits into answers: first each window by itself, then all windows of a question together.</summary>
internal abstract class SpanDecoder
{
    public static SpanDecoder For(DecodingMode mode) => mode switch
    {
        DecodingMode.Compatible => CompatibleDecoder.Instance,
        DecodingMode.RunQa => RunQaDecoder.Instance,
        _ => ExactDecoder.Instance,
    };

    /// <summary>Whether a window answers only for the spans it owns, or for all that it sees.</summary>
    public abstract SpanOwnership OwnershipOf(WindowPlan plan, int window);

    /// <summary>Finds what one window has to say.</summary>
    public abstract WindowSpans Decode(in DecoderInput input, int context, int window, AnswerOptions options, SpanSearch search);

    /// <summary>Whether merging needs the logits of every window again.</summary>
    public abstract bool NeedsLogitsToMerge(AnswerOptions options);

    /// <summary>Makes the answers of a question out of its windows, given in the order of contexts and windows.</summary>
    public abstract MergedAnswers Merge(IReadOnlyList<string> contexts, ReadOnlySpan<WindowSpans> windows, AnswerOptions options);
}
