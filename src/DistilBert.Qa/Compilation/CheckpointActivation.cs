namespace DistilBert.Qa.Compilation;

/// <summary>The function between the two products of a feed-forward block.</summary>
internal enum CheckpointActivation
{
    /// <summary>GELU by the error function.</summary>
    Gelu,

    /// <summary>GELU by its tanh approximation.</summary>
    GeluTanh,

    /// <summary>The greater of x and 0.</summary>
    Relu,
}
