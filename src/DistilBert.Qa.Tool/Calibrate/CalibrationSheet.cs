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
            Line("No answer", $"for {100 * file.UnanswerableShare:0.#} % of questions; expected error {figures.Reliability.ExpectedCalibrationError:F3} on questions in that share");
            Line("", $"prior {found.Prior}, margin {found.Margin}, doubt {found.Doubt}, negation {found.Negation}, far numbers {found.FarNumbers}, far names {found.FarNames}");
            Line("Threshold", $"{file.NoAnswerThreshold}: denies {100 * figures.RightAnswersDenied:F1} % of right answers");
            Found("questions without an answer", figures.UnanswerableFound);
            Found("questions asked of another text", figures.UnrelatedFound);
            if (figures.Official is { } official)
            {
                Line("SQuAD v2.0", $"best F1 {official.BestF1Before:F2} % before, {official.BestF1After:F2} % after; at that threshold exact match {official.AtThreshold.Exact:F2} %, F1 {official.AtThreshold.F1:F2} % of {official.AtThreshold.Total} questions");
            }
        }
        else
        {
            Line("No answer", $"not fitted: the data has too few questions without an answer, and too few texts to ask its questions elsewhere");
        }

        Line("Written to", $"{path}");
        text.WriteLine("Each half of the articles is measured with what the other gives; the file holds what both give together.");

        void Found(string what, double? share)
        {
            if (share is { } known)
            {
                Line("", $"finds {100 * known:F1} % of {what}");
            }
        }

        void Line(string name, FormattableString value) => text.WriteLine($"{name,-12} {value.ToString(CultureInfo.InvariantCulture)}");
    }
}
