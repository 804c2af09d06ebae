using System.Globalization;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>The names PyTorch gives the parameters.</summary>
internal static class ParameterNames
{
    public const string Words = "distilbert.embeddings.word_embeddings.weight";
    public const string Positions = "distilbert.embeddings.position_embeddings.weight";
    public const string EmbeddingNorm = "distilbert.embeddings.LayerNorm";
    public const string Head = "qa_outputs";
    public const string EmbeddingPrefix = "distilbert.embeddings.";

    public static string LayerPrefix(int layer) => string.Create(CultureInfo.InvariantCulture, $"distilbert.transformer.layer.{layer}.");

    public static string Query(int layer) => LayerPrefix(layer) + "attention.q_lin";

    public static string Key(int layer) => LayerPrefix(layer) + "attention.k_lin";

    public static string Value(int layer) => LayerPrefix(layer) + "attention.v_lin";

    public static string AttentionOutput(int layer) => LayerPrefix(layer) + "attention.out_lin";

    public static string AttentionNorm(int layer) => LayerPrefix(layer) + "sa_layer_norm";

    public static string Expansion(int layer) => LayerPrefix(layer) + "ffn.lin1";

    public static string Contraction(int layer) => LayerPrefix(layer) + "ffn.lin2";

    public static string OutputNorm(int layer) => LayerPrefix(layer) + "output_layer_norm";
}
