namespace DistilBert.Qa.Evaluation;

/// <summary>A calibration fitted on one half of a data set and measured on the other.</summary>
/// <param name="Temperature">The fit, with its figures on the half it was fitted on.</param>
/// <param name="Before">Calibration of the other half without the temperature.</param>
/// <param name="After">Calibration of the other half with the temperature.</param>
/// <param name="NoAnswer">The no-answer threshold with the best F1 on the half it was fitted on; <see langword="null"/> where none was asked for.</param>
/// <param name="WithThreshold">Exact match and F1 of the other half with that threshold; <see langword="null"/> where none was asked for.</param>
/// <param name="File">What to save beside the model.</param>
public sealed record CalibrationFit(
    TemperatureFit Temperature,
    Reliability Before,
    Reliability After,
    BestThreshold? NoAnswer,
    SplitScores? WithThreshold,
    CalibrationFile File)
{
    /// <summary>Fits temperature and, where asked for, no-answer threshold; <see cref="HalfSplit"/> says which question is fitted on.</summary>
    /// <param name="fittedOn">The name of the data set.</param>
    /// <param name="ids">The questions' ids; both halves need at least one.</param>
    /// <param name="pointsAt">The answers with their probability at a temperature, in the order of <paramref name="ids"/>.</param>
    /// <param name="noAnswerAt">Likewise the probabilities of no answer, from 0 to 1. Default: no threshold is fitted.</param>
    /// <exception cref="ArgumentException">A half is empty, or a function gives another number of answers than there are ids.</exception>
    public static CalibrationFit Find(
        string fittedOn,
        IReadOnlyList<string> ids,
        Func<double, IReadOnlyList<CalibrationPoint>> pointsAt,
        Func<double, IReadOnlyList<NoAnswerPoint>>? noAnswerAt = null)
    {
        ArgumentNullException.ThrowIfNull(fittedOn);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(pointsAt);
        bool[] isForFitting = [.. ids.Select(HalfSplit.IsForFitting)];
        int count = isForFitting.Count(static yes => yes);
        if (count == 0 || count == ids.Count)
        {
            throw new ArgumentException(
                $"Calibration fits on one half of the questions and measures on the other; of the {ids.Count} given, {count} are for fitting. Give more questions.",
                nameof(ids));
        }

        TemperatureFit temperature = TemperatureFit.Find(value => Half(pointsAt(value), isForFitting, wanted: true));
        Reliability before = Reliability.Measure(Half(pointsAt(1), isForFitting, wanted: false));
        Reliability after = Reliability.Measure(Half(pointsAt(temperature.Temperature), isForFitting, wanted: false));
        BestThreshold? threshold = null;
        SplitScores? withThreshold = null;
        if (noAnswerAt is not null)
        {
            IReadOnlyList<NoAnswerPoint> points = noAnswerAt(temperature.Temperature);
            threshold = NoAnswerThreshold.Fit(Half(points, isForFitting, wanted: true));
            withThreshold = NoAnswerThreshold.Measure(Half(points, isForFitting, wanted: false), threshold.Threshold);
        }

        CalibrationFile file = new()
        {
            Temperature = temperature.Temperature,
            NoAnswerThreshold = threshold?.Threshold,
            FittedOn = fittedOn,
            Questions = count,
            CalibrationErrorBefore = before.ExpectedCalibrationError,
            CalibrationErrorAfter = after.ExpectedCalibrationError,
        };
        return new(temperature, before, after, threshold, withThreshold, file);
    }

    private static T[] Half<T>(IReadOnlyList<T> all, bool[] isForFitting, bool wanted) => all.Count == isForFitting.Length
        ? [.. all.Where((_, index) => isForFitting[index] == wanted)]
        : throw new ArgumentException($"Found {all.Count} answers for {isForFitting.Length} ids; one for each is needed, in the same order.");
}
