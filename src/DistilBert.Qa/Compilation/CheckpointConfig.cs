namespace DistilBert.Qa.Compilation;

/// <summary>What a checkpoint's <c>config.json</c> says of its architecture.</summary>
internal sealed record CheckpointConfig
{
    /// <summary>The architecture.</summary>
    public required CheckpointFamily Family { get; init; }

    /// <summary>How many transformer layers there are.</summary>
    public required int Layers { get; init; }

    /// <summary>The width of a token's vector.</summary>
    public required int Width { get; init; }

    /// <summary>How many attention heads share the width.</summary>
    public required int Heads { get; init; }

    /// <summary>The width inside the feed-forward block.</summary>
    public required int Hidden { get; init; }

    /// <summary>How many positions have an embedding: the longest window.</summary>
    public required int Positions { get; init; }

    /// <summary>How many tokens have an embedding.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>How many token types have an embedding; 0 in DistilBERT.</summary>
    public required int TokenTypes { get; init; }

    /// <summary>The function of the feed-forward block.</summary>
    public required CheckpointActivation Activation { get; init; }

    /// <summary>What layer normalisation adds to the variance.</summary>
    public required float NormEpsilon { get; init; }

    /// <summary>How many numbers the parameters hold.</summary>
    public long Parameters
    {
        get
        {
            long width = Width;
            long norm = 2 * width;
            long layer = (4 * width * (width + 1)) + (2 * width * Hidden) + Hidden + width + (2 * norm);
            return ((Vocabulary + (long)Positions + TokenTypes) * width) + norm + (Layers * layer) + (2 * (width + 1));
        }
    }
}
