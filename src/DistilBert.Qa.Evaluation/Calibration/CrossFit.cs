using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation;

/// <summary>Fits on all samples, and measures that by fitting on each half and looking at the other.</summary>
/// <param name="samples">The questions of the data sets and unrelated ones.</param>
/// <param name="withoutAnswer">Which kinds of questions without an answer "no answer" is fitted to; empty for not at all.</param>
/// <param name="unanswerableShare">The share of questions without an answer that it is fitted for.</param>
internal sealed class CrossFit(CalibrationSample[] samples, IReadOnlyCollection<QuestionKind> withoutAnswer, double unanswerableShare)
{
    public CalibrationFit Measure(CalibrationSource source)
    {
        Fitted whole = Fit(samples);
        Fitted[] fits = [.. Enumerable.Range(0, 2).Select(half => Fit([.. samples.Where(sample => sample.Half == half)]))];
        CalibrationHalf[] halves = [.. fits.Select((fit, half) => Describe(fit, [.. samples.Where(sample => sample.Half != half)], _ => fit))];
        CalibrationHalf both = Describe(whole, samples, sample => fits[1 - sample.Half]);
        CalibrationFile file = new()
        {
            Temperature = both.Temperature,
            Emphasis = both.Emphasis,
            NoAnswer = both.Coefficients,
            NoAnswerThreshold = both.Threshold,
            UnanswerableShare = both.Threshold is null ? null : unanswerableShare,
            Model = source.Model,
            Precision = source.Precision,
            FittedOn = source.FittedOn,
            Questions = source.Questions,
            CalibrationErrorBefore = Rounded(both.Before.ExpectedCalibrationError),
            CalibrationErrorAfter = Rounded(both.After.ExpectedCalibrationError),
        };
        return new(file, both.Before, both.After, both.NoAnswer, halves);
    }

    private Fitted Fit(CalibrationSample[] from)
    {
        (double temperature, double emphasis) = ConfidenceFit.Find(
            [.. from.Where(static sample => sample.TellsOfConfidence).Select(static sample => (sample.Recorded, sample.Score.Exact > 0))]);
        if (withoutAnswer.Count == 0)
        {
            return new(temperature, emphasis, null, 0);
        }

        (CalibrationSample Sample, double Weight)[] weighted = [.. MixOf(from).Weighted()];
        NoAnswerModel model = NoAnswerFit.Find(weighted.Select(static pair => (pair.Sample.Recorded.BestWindow, !pair.Sample.HasAnswer, pair.Weight)));
        double threshold = MixThreshold.Find(weighted.Select(pair => (PointOf(pair.Sample, model), pair.Weight)));
        return new(temperature, emphasis, model, threshold);
    }

    private QuestionMix MixOf(IEnumerable<CalibrationSample> from) =>
        new([.. from.Where(sample => sample.IsFirst && (sample.HasAnswer || withoutAnswer.Contains(sample.Kind)))], unanswerableShare);

    // What a fit is, and what the fits of others do for the questions measured.
    private CalibrationHalf Describe(Fitted fit, CalibrationSample[] measured, Func<CalibrationSample, Fitted> fitFor)
    {
        CalibrationSample[] answered = [.. measured.Where(static sample => sample.TellsOfConfidence)];
        return new(
            Rounded(fit.Temperature),
            Rounded(fit.Emphasis),
            fit.NoAnswer is { } model ? Coefficients(model) : null,
            fit.NoAnswer is null ? null : Rounded(fit.Threshold),
            Reliability.Measure(answered.Select(static sample => sample.PointAt(1, 0))),
            Reliability.Measure(answered.Select(sample => sample.PointAt(fitFor(sample).Temperature, fitFor(sample).Emphasis))),
            fit.NoAnswer is null ? null : Figures(measured, fitFor));
    }

    private NoAnswerFigures Figures(CalibrationSample[] measured, Func<CalibrationSample, Fitted> fitFor)
    {
        CalibrationSample[] told = [.. measured.Where(static sample => sample.IsFirst)];
        return new(
            ShareDenied(static sample => sample.Score.Exact > 0 && sample.HasAnswer) ?? 0,
            withoutAnswer.Contains(QuestionKind.Unanswerable) ? ShareDenied(static sample => sample.Kind == QuestionKind.Unanswerable) : null,
            withoutAnswer.Contains(QuestionKind.Unrelated) ? ShareDenied(static sample => sample.Kind == QuestionKind.Unrelated) : null,
            Reliability.Measure(MixOf(measured).Picked().Select(sample => new CalibrationPoint(sample.Recorded.NoAnswerAt(fitFor(sample).NoAnswer!), !sample.HasAnswer))),
            OfficialFigures([.. measured.Where(static sample => sample.IsFromV2)], fitFor));

        double? ShareDenied(Func<CalibrationSample, bool> isMeant)
        {
            bool[] denied = [.. told.Where(isMeant).Select(sample => sample.Recorded.NoAnswerAt(fitFor(sample).NoAnswer!) >= fitFor(sample).Threshold)];
            return denied.Length == 0 ? null : (double)denied.Count(static isDenied => isDenied) / denied.Length;
        }
    }

    private static OfficialNoAnswerFigures? OfficialFigures(CalibrationSample[] measured, Func<CalibrationSample, Fitted> fitFor)
    {
        if (measured.Length == 0)
        {
            return null;
        }

        NoAnswerPoint[] before = [.. measured.Select(static sample => new NoAnswerPoint(-sample.Recorded.Margin, sample.HasAnswer, sample.Score))];
        NoAnswerPoint[] after = [.. measured.Select(sample => PointOf(sample, fitFor(sample).NoAnswer!))];

        // Each with the threshold of the half it is not from: shifted so that one threshold serves for all.
        NoAnswerPoint[] shifted = [.. measured.Select((sample, index) => after[index] with { NoAnswer = after[index].NoAnswer - fitFor(sample).Threshold })];
        return new(NoAnswerThreshold.Fit(before).Score, NoAnswerThreshold.Fit(after).Score, NoAnswerThreshold.Measure(shifted, 0));
    }

    private static NoAnswerPoint PointOf(CalibrationSample sample, NoAnswerModel model) =>
        new(sample.Recorded.NoAnswerAt(model), sample.HasAnswer, sample.Score);

    private static NoAnswerCoefficients Coefficients(NoAnswerModel model) => new(
        Rounded(model.Prior), Rounded(model.Margin), Rounded(model.Doubt), Rounded(model.Negation), Rounded(model.Numbers), Rounded(model.Names));

    // More digits than the data can tell would only make the file hard to read.
    private static double Rounded(double value) => Math.Round(value, 4);

    private sealed record Fitted(double Temperature, double Emphasis, NoAnswerModel? NoAnswer, double Threshold);
}
