namespace DistilBert.Qa.Compilation;

/// <summary>The names of a family's parameters, without <c>.weight</c> and <c>.bias</c>.</summary>
/// <param name="family">The architecture.</param>
/// <param name="prefix">What stands before every name but the head's: the base model's name and a dot, or nothing.</param>
internal sealed class ParameterNames(CheckpointFamily family, string prefix)
{
    /// <summary>The embeddings of the tokens.</summary>
    public string Words => prefix + "embeddings.word_embeddings";

    /// <summary>The embeddings of the positions.</summary>
    public string Positions => prefix + "embeddings.position_embeddings";

    /// <summary>The embeddings of the token types, in BERT.</summary>
    public string TokenTypes => prefix + "embeddings.token_type_embeddings";

    /// <summary>The layer normalisation of the sum of the embeddings.</summary>
    public string EmbeddingNorm => prefix + "embeddings.LayerNorm";

    /// <summary>The two rows that make start and end logits.</summary>
    public static string Head => "qa_outputs";

    /// <summary>What every parameter of a layer begins with.</summary>
    public string LayerPrefix(int layer) =>
        prefix + (family == CheckpointFamily.DistilBert ? "transformer.layer." : "encoder.layer.") + layer + ".";

    /// <summary>The parameters of a layer, from 0.</summary>
    public LayerNames Layer(int layer)
    {
        string at = LayerPrefix(layer);
        return family == CheckpointFamily.DistilBert
            ? new LayerNames(
                at + "attention.q_lin",
                at + "attention.k_lin",
                at + "attention.v_lin",
                at + "attention.out_lin",
                at + "sa_layer_norm",
                at + "ffn.lin1",
                at + "ffn.lin2",
                at + "output_layer_norm")
            : new LayerNames(
                at + "attention.self.query",
                at + "attention.self.key",
                at + "attention.self.value",
                at + "attention.output.dense",
                at + "attention.output.LayerNorm",
                at + "intermediate.dense",
                at + "output.dense",
                at + "output.LayerNorm");
    }
}
