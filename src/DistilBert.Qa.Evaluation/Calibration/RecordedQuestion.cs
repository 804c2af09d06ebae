using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation;

/// <summary>What a model says of a question, as far as calibration needs it, so that it runs once.</summary>
/// <param name="Answer">The text of the best span; <see langword="null"/> where there is none.</param>
/// <param name="LogShares">The logarithm of the best span's share at each temperature of <see cref="TemperatureGrid"/>.</param>
/// <param name="LogSharpShare">Likewise at <see cref="SpanProbabilities.SharpTemperature"/>.</param>
/// <param name="Margin">By how much the best span outweighs the lowest "no answer" of any window.</param>
/// <param name="Windows">What each window says for and against there being no answer.</param>
internal sealed record RecordedQuestion(string? Answer, double[] LogShares, double LogSharpShare, double Margin, NoAnswerSignals[] Windows)
{
    /// <summary>The probability of the best span beside all others, at a temperature and with an emphasis; see <see cref="SpanProbabilities"/>.</summary>
    public double ProbabilityAt(double temperature, double emphasis)
    {
        double share = Math.Exp(TemperatureGrid.Interpolate(LogShares, temperature));
        double sharpShare = emphasis == 0 ? 0 : emphasis * share / Math.Exp(LogSharpShare);
        return Math.Min(1, share * (1 + emphasis) / (1 + sharpShare));
    }

    /// <summary>The window that the model itself trusts most: the one that is fitted to.</summary>
    public NoAnswerSignals BestWindow => Windows.MaxBy(static window => window.Margin);

    /// <summary>The probability that there is no answer.</summary>
    public double NoAnswerAt(NoAnswerModel model) => Windows.Length == 0 ? 1 : Windows.Min(window => 1 / (1 + Math.Exp(-model.LogOdds(window))));
}
