namespace DistilBert.Qa;

/// <summary>How logits become answers.</summary>
public enum DecodingMode
{
    /// <summary>Joint probability over all windows and contexts, no answer counted twice, exactly as many answers as asked for.</summary>
    Exact = 0,

    /// <summary>What the question-answering pipeline of Hugging Face's transformers (up to 5.2) did, offset for offset and score for score.</summary>
    /// <remarks>That includes reading a special token written out in a text, such as <c>[SEP]</c>, as the control token.</remarks>
    Compatible = 1,
}
