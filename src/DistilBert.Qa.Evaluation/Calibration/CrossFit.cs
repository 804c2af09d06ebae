using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation;

/// <summary>Fits on all samples, and measures that by fitting on each half and looking at the other.</summary>
internal static class CrossFit
{
    public static CalibrationFit Measure(
        CalibrationSample[] samples, bool withNoAnswer, string model, ModelPrecision precision, IReadOnlyList<string> fittedOn, int questions)
    {
        Fitted whole = Fit(samples, withNoAnswer);
        Fitted[] fits = [.. Enumerable.Range(0, 2).Select(half => Fit([.. samples.Where(sample => sample.Half == half)], withNoAnswer))];
        CalibrationHalf[] halves = [.. fits.Select((fit, half) => Describe(fit, [.. samples.Where(sample => sample.Half != half).Select(sample => (sample, fit))]))];
        CalibrationHalf both = Describe(whole, [.. samples.Select(sample => (sample, fits[1 - sample.Half]))]);
        CalibrationFile file = new()
        {
            Temperature = Rounded(whole.Temperature),
            Emphasis = Rounded(whole.Emphasis),
            NoAnswer = whole.NoAnswer is { } found ? Coefficients(found) : null,
            NoAnswerThreshold = whole.Threshold is { } threshold ? Rounded(threshold) : null,
            Model = model,
            Precision = precision,
            FittedOn = fittedOn,
            Questions = questions,
            CalibrationErrorBefore = Rounded(both.Before.ExpectedCalibrationError),
            CalibrationErrorAfter = Rounded(both.After.ExpectedCalibrationError),
        };
        return new(file, both.Before, both.After, both.NoAnswer, halves);
    }

    private static Fitted Fit(CalibrationSample[] samples, bool withNoAnswer)
    {
        (double temperature, double emphasis) = ConfidenceFit.Find(
            [.. samples.Where(static sample => sample.TellsOfConfidence).Select(static sample => (sample.Recorded, sample.Score.Exact > 0))]);
        if (!withNoAnswer)
        {
            return new(temperature, emphasis, null, null);
        }

        CalibrationSample[] telling = [.. samples.Where(static sample => sample.TellsOfNoAnswer)];
        NoAnswerModel model = NoAnswerFit.Find([.. telling.Select(static sample => (sample.Recorded.BestWindow, !sample.HasAnswer))]);
        return new(temperature, emphasis, model, ThresholdOf(telling, model));
    }

    // The best threshold is one of the probabilities, and still answered; what decides later is half way to the next.
    private static double ThresholdOf(CalibrationSample[] samples, NoAnswerModel model)
    {
        NoAnswerPoint[] points = [.. samples.Select(sample => Point(sample, model))];
        double best = NoAnswerThreshold.Fit(points).Threshold;
        double next = points.Select(static point => point.NoAnswer).Where(probability => probability > best).DefaultIfEmpty(1).Min();
        return (best + next) / 2;
    }

    private static CalibrationHalf Describe(Fitted fit, (CalibrationSample Sample, Fitted By)[] measured)
    {
        (CalibrationSample Sample, Fitted By)[] answered = [.. measured.Where(static pair => pair.Sample.TellsOfConfidence)];
        return new(
            Rounded(fit.Temperature),
            Rounded(fit.Emphasis),
            fit.NoAnswer is { } model ? Coefficients(model) : null,
            fit.Threshold is { } threshold ? Rounded(threshold) : null,
            Reliability.Measure(answered.Select(static pair => pair.Sample.PointAt(1, 0))),
            Reliability.Measure(answered.Select(static pair => pair.Sample.PointAt(pair.By.Temperature, pair.By.Emphasis))),
            fit.NoAnswer is null ? null : Figures([.. measured.Where(static pair => pair.Sample.TellsOfNoAnswer)]));
    }

    private static NoAnswerFigures Figures((CalibrationSample Sample, Fitted By)[] measured)
    {
        NoAnswerPoint[] before = [.. measured.Select(static pair => new NoAnswerPoint(-pair.Sample.Recorded.Margin, pair.Sample.HasAnswer, pair.Sample.Score))];
        NoAnswerPoint[] after = [.. measured.Select(static pair => Point(pair.Sample, pair.By.NoAnswer!))];

        // Each with the threshold of the half it is not from: shifted so that one threshold serves for all.
        NoAnswerPoint[] shifted = [.. measured.Select((pair, index) => after[index] with { NoAnswer = after[index].NoAnswer - pair.By.Threshold!.Value })];
        return new(
            NoAnswerThreshold.Fit(before).Score,
            NoAnswerThreshold.Fit(after).Score,
            NoAnswerThreshold.Measure(shifted, 0),
            Reliability.Measure(after.Select(static point => new CalibrationPoint(point.NoAnswer, !point.HasAnswer))));
    }

    private static NoAnswerPoint Point(CalibrationSample sample, NoAnswerModel model) =>
        new(sample.Recorded.NoAnswerAt(model), sample.HasAnswer, sample.Score);

    private static NoAnswerCoefficients Coefficients(NoAnswerModel model) => new(
        Rounded(model.Prior), Rounded(model.Margin), Rounded(model.Negation), Rounded(model.Numbers), Rounded(model.Names));

    // More digits than the data can tell would only make the file hard to read.
    private static double Rounded(double value) => Math.Round(value, 4);

    private sealed record Fitted(double Temperature, double Emphasis, NoAnswerModel? NoAnswer, double? Threshold);
}
