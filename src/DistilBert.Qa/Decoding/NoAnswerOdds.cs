namespace DistilBert.Qa.Decoding;

/// <summary>How probable it is that none of a question's windows answers it.</summary>
/// <remarks>
/// A question has an answer if one window has, so the window that speaks most for an answer decides. With a fitted <see cref="NoAnswerModel"/> that is
/// the one with the lowest odds. Without, "no answer" joins the spans' softmax with the lowest weight that any window gives [CLS], as the reference has it.
/// </remarks>
/// <param name="Weight">The lowest sum of logits that any window has at [CLS].</param>
/// <param name="Probability">The probability of "no answer".</param>
/// <param name="Complement">What it leaves to the spans: 1 less the probability, without loss of digits where that is small.</param>
/// <param name="Model">What was fitted, where something was.</param>
/// <param name="Signals">What the deciding window says, where something was fitted.</param>
internal readonly record struct NoAnswerOdds(double Weight, double Probability, double Complement, NoAnswerModel? Model, NoAnswerSignals Signals)
{
    /// <summary>Those of a question's windows.</summary>
    public static NoAnswerOdds Of(ReadOnlySpan<WindowSpans> windows, AnswerOptions options)
    {
        if (windows.IsEmpty)
        {
            return new(0, 1, 0, null, default);
        }

        NoAnswerModel? model = options.Fitted.NoAnswer;
        double temperature = options.Temperature ?? 1;
        (double weight, double logSpans, double lowest) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);
        NoAnswerSignals signals = windows[0].Signals;
        foreach (ref readonly WindowSpans window in windows)
        {
            weight = Math.Min(weight, window.NoAnswer);
            logSpans = LogSum.Add(logSpans, window.LogTotal);
            double odds = model?.LogOdds(window.Signals) ?? double.PositiveInfinity;
            (lowest, signals) = odds < lowest ? (odds, window.Signals) : (lowest, signals);
        }

        double logOdds = model is null ? (weight / temperature) - logSpans : lowest;
        return new(weight, 1 / (1 + Math.Exp(-logOdds)), 1 / (1 + Math.Exp(logOdds)), model, signals);
    }
}
