namespace DistilBert.Qa.Training.Parameters;

/// <summary>The shape of a DistilBERT that answers questions, as its <c>config.json</c> gives it.</summary>
internal sealed record Architecture
{
    /// <summary>What transformers' DistilBERT adds to the variance of a layer normalisation.</summary>
    public const double Epsilon = 1e-12;

    public required int Layers { get; init; }

    public required int Width { get; init; }

    public required int Heads { get; init; }

    public required int HiddenWidth { get; init; }

    public required int Positions { get; init; }

    public required int Vocabulary { get; init; }

    /// <summary>Whether the activation is the rectifier rather than GELU.</summary>
    public required bool Relu { get; init; }

    /// <summary>Whether the position table was computed rather than learned, and stays as it is.</summary>
    public required bool FixedPositions { get; init; }

    /// <summary>The row of the table of words that stands for padding and is never trained.</summary>
    public required int PaddingId { get; init; }

    public int HeadWidth => Width / Heads;
}
