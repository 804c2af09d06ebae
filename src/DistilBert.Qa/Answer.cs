namespace DistilBert.Qa;

/// <summary>A stretch of a context that answers the question, or the statement that there is none.</summary>
public sealed record Answer
{
    /// <summary>The words of the answer: the context from <see cref="Start"/> to <see cref="End"/>, verbatim; empty for "no answer".</summary>
    public required string Text { get; init; }

    /// <summary>Where the answer starts in its context, as a UTF-16 index.</summary>
    public required int Start { get; init; }

    /// <summary>Where the answer ends in its context, as a UTF-16 index, exclusive.</summary>
    public required int End { get; init; }

    /// <summary>Which of the input's contexts the answer stands in, from 0.</summary>
    public int ContextIndex { get; init; }

    /// <summary>The probability of this answer among all valid ones of the question, from 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The score it was ranked by: the sum of its two logits, or the reference pipeline's score in <see cref="DecodingMode.Compatible"/>.</summary>
    public required double Score { get; init; }

    /// <summary>Whether this says that the contexts do not answer the question.</summary>
    public bool IsNoAnswer { get; init; }

    /// <summary>Where the answer comes from: logits, window and tokens.</summary>
    public AnswerEvidence Evidence { get; init; }
}
