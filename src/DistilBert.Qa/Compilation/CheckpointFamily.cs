namespace DistilBert.Qa.Compilation;

/// <summary>The architectures that share the arithmetic of DistilBERT.</summary>
internal enum CheckpointFamily
{
    /// <summary>DistilBERT: no token types.</summary>
    DistilBert,

    /// <summary>BERT: the same with a row of token type added to each token.</summary>
    Bert,
}
