namespace DistilBert.Qa.Decoding;

/// <summary>What the weights of spans are worth as probabilities, given those of all spans of the question.</summary>
/// <remarks>
/// <para>
/// A span of weight w has the probability exp(w/T) / Σ exp(wᵢ/T), T being the temperature: above 1 it makes the model more modest (Guo et al., <i>On
/// Calibration of Modern Neural Networks</i>, 2017). One temperature cannot fit both ends: what counts as right is more than one exact span
/// ("Denver Broncos", "The Denver Broncos"), so that the best span is right more often than its share says, most of all where it is unsure.
/// </para>
/// <para>
/// So the odds of the best span, of weight w*, are raised by the factor 1 + B, B being the emphasis. So that two spans that all but tie
/// stay equals, every span has its share in it: its part is multiplied by 1 + B·exp((wᵢ − w*)·κ) with κ = 1/τ − 1/T and a low fixed
/// temperature τ, which is next to nothing for a weight lower by half a logit. Both sums of that are softmax sums, one at T and one at τ. The result is a mixture of two
/// softmaxes: it keeps the order of the weights, sums to 1, and is a continuous function of the logits.
/// </para>
/// </remarks>
internal readonly struct SpanProbabilities
{
    /// <summary>The temperature τ at which near ties share the emphasis.</summary>
    public const double SharpTemperature = 0.125;

    private readonly double _temperature;
    private readonly double _logTotal;
    private readonly double _logSharpTotal;
    private readonly double _sharpShare;

    /// <param name="temperature">The temperature T.</param>
    /// <param name="logTotal">The logarithm of the summed exp(w/T) of all spans.</param>
    /// <param name="emphasis">The emphasis B; 0 for none.</param>
    /// <param name="logSharpTotal">The logarithm of the summed exp(w/τ) of all spans; not looked at without emphasis.</param>
    /// <param name="bestWeight">The weight of the best span.</param>
    public SpanProbabilities(double temperature, double logTotal, double emphasis, double logSharpTotal, double bestWeight)
    {
        _temperature = temperature;
        _logTotal = logTotal;
        _logSharpTotal = logSharpTotal;
        _sharpShare = emphasis == 0
            ? 0
            : emphasis * Math.Exp((bestWeight / temperature) - logTotal - ((bestWeight / SharpTemperature) - logSharpTotal));
    }

    /// <summary>Whether spans of a window must be summed at <see cref="SharpTemperature"/> too.</summary>
    public static bool NeedsSharpTotal(AnswerOptions options) => options.Fitted.Emphasis > 0;

    /// <summary>Those of a question's windows.</summary>
    public static SpanProbabilities Of(ReadOnlySpan<WindowSpans> windows, AnswerOptions options)
    {
        (double logTotal, double logSharpTotal, double best) = (double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (ref readonly WindowSpans window in windows)
        {
            logTotal = LogSum.Add(logTotal, window.LogTotal);
            logSharpTotal = LogSum.Add(logSharpTotal, window.LogSharpTotal);
            best = window.Best.Length == 0 ? best : Math.Max(best, window.Best[0].Weight);
        }

        return new(options.Temperature ?? 1, logTotal, double.IsNegativeInfinity(best) ? 0 : options.Fitted.Emphasis, logSharpTotal, best);
    }

    /// <summary>The probability of a span beside all others, from 0 to 1.</summary>
    public double Of(double weight)
    {
        double share = Math.Exp((weight / _temperature) - _logTotal);
        return Math.Min(1, _sharpShare == 0
            ? share
            : (share + (_sharpShare * Math.Exp((weight / SharpTemperature) - _logSharpTotal))) / (1 + _sharpShare));
    }
}
