using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation.Tests;

/// <summary>Records of questions whose spans have weights that a test wrote down.</summary>
internal static class MadeUpQuestion
{
    public static RecordedQuestion Of(double[] weights, NoAnswerSignals signals = default) => new(
        "answer",
        [.. TemperatureGrid.Temperatures.Select(temperature => LogShare(weights, temperature))],
        LogShare(weights, SpanProbabilities.SharpTemperature),
        signals.Margin,
        [signals]);

    /// <summary>What the decoder makes of them.</summary>
    public static double ProbabilityOf(double[] weights, double temperature, double emphasis) => new SpanProbabilities(
        temperature, LogTotal(weights, temperature), emphasis, LogTotal(weights, SpanProbabilities.SharpTemperature), weights.Max()).Of(weights.Max());

    private static double LogShare(double[] weights, double temperature) => (weights.Max() / temperature) - LogTotal(weights, temperature);

    private static double LogTotal(double[] weights, double temperature) =>
        weights.Select(weight => weight / temperature).Aggregate(double.NegativeInfinity, LogSum.Add);
}
