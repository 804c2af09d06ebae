namespace DistilBert.Qa.Compilation;

/// <summary>The names of one layer's parameters, without <c>.weight</c> and <c>.bias</c>.</summary>
internal sealed record LayerNames(
    string Query,
    string Key,
    string Value,
    string AttentionOut,
    string AttentionNorm,
    string Expand,
    string Contract,
    string OutputNorm);
