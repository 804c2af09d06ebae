using System.Globalization;
using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Tool.Calibrate;

/// <summary>What a calibration found, for a person.</summary>
internal static class CalibrationSheet
{
    public static void Write(CalibrationFit fit, string path, TextWriter text)
    {
        CalibrationFile file = fit.File;
        Line("Data", $"{string.Join(", ", file.FittedOn)}: {file.Questions} different questions");
        Line("Model", $"{file.Model}, {file.Precision.ToString().ToLowerInvariant()}");
        Line("Temperature", $"{file.Temperature}, emphasis {file.Emphasis}");
        Line("Calibration", $"expected error {fit.Before.ExpectedCalibrationError:F3} before, {fit.After.ExpectedCalibrationError:F3} after, on {fit.After.Count} answerable questions");
        if (fit.NoAnswer is { } figures && file.NoAnswer is { } found)
        {
            Line("No answer", $"prior {found.Prior}, margin {found.Margin}, negation {found.Negation}, far numbers {found.FarNumbers}, far names {found.FarNames}");
            Line("Threshold", $"{file.NoAnswerThreshold}: exact match {figures.AtThreshold.Exact:F2} %, F1 {figures.AtThreshold.F1:F2} % of {figures.AtThreshold.Total} questions");
            Line("Best F1", $"{figures.BestF1Before:F2} % before, {figures.BestF1After:F2} % after; calibration error of \"no answer\" {figures.Reliability.ExpectedCalibrationError:F3}");
        }
        else
        {
            Line("No answer", $"not fitted: the data has too few questions without an answer");
        }

        Line("Written to", $"{path}");
        text.WriteLine("Each half of the articles is measured with what the other gives; the file holds what both give together.");

        void Line(string name, FormattableString value) => text.WriteLine($"{name,-12} {value.ToString(CultureInfo.InvariantCulture)}");
    }
}
