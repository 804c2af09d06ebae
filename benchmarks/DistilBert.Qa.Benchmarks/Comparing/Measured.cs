using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>What one contender of a row did.</summary>
/// <param name="Name">Who.</param>
/// <param name="Seconds">The time of each round.</param>
/// <param name="Work">How much was done in a round.</param>
/// <param name="Unit">In what.</param>
internal sealed record Measured(string Name, IReadOnlyList<double> Seconds, double Work, string Unit)
{
    public double Median => Series.Quantile(Seconds, 0.5);

    public double PerSecond => Work / Median;
}
