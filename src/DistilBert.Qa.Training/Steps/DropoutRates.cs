using DistilBert.Qa.Training.Graphs;

namespace DistilBert.Qa.Training.Steps;

/// <summary>How many values are dropped, from 0 to below 1.</summary>
/// <param name="Hidden">Of embeddings and feed-forward outputs.</param>
/// <param name="Attention">Of attention probabilities.</param>
/// <param name="Head">Of the head's input.</param>
internal sealed record DropoutRates(double Hidden, double Attention, double Head)
{
    /// <summary>Nothing is dropped.</summary>
    public static DropoutRates None { get; } = new(0, 0, 0);

    public double Of(DropoutKind kind) => kind switch
    {
        DropoutKind.Attention => Attention,
        DropoutKind.Head => Head,
        _ => Hidden,
    };
}
