namespace DistilBert.Qa;

/// <summary>How logits become answers.</summary>
public enum DecodingMode
{
    /// <summary>Joint probability over all windows and contexts, no answer counted twice, exactly as many answers as asked for.</summary>
    Exact = 0,

    /// <summary>What the question-answering pipeline of Hugging Face's transformers (up to 5.2) did, offset for offset and score for score.</summary>
    /// <remarks>That includes reading a special token written out in a text, such as <c>[SEP]</c>, as the control token.</remarks>
    Compatible = 1,

    /// <summary>What <c>run_qa</c>, the example script of Hugging Face's transformers, does: for comparing figures with published ones.</summary>
    /// <remarks>
    /// The 20 best starts with the 20 best ends of each window by logit, never completed to words; probabilities are a softmax over the 20
    /// best spans alone, and at most 20 answers are given. Its longest answer is usually 30 tokens.
    /// </remarks>
    RunQa = 2,
}
