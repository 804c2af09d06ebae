namespace DistilBert.Qa.Compilation;

/// <summary>The names by which the compiled model is called.</summary>
internal static class GraphNames
{
    /// <summary>The input of token ids: int64, batch x sequence.</summary>
    public const string InputIds = "input_ids";

    /// <summary>The optional input that marks padding with 0: int64, batch x sequence.</summary>
    public const string AttentionMask = "attention_mask";

    /// <summary>The output of start logits: float, batch x sequence.</summary>
    public const string StartLogits = "start_logits";

    /// <summary>The output of end logits: float, batch x sequence.</summary>
    public const string EndLogits = "end_logits";
}
