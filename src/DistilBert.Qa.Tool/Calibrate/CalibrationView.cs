using System.Globalization;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.Terminal;
using Spectre.Console;

namespace DistilBert.Qa.Tool.Calibrate;

/// <summary>Shows a person how far a calibration is.</summary>
internal sealed class CalibrationView(ProgressTask shown) : IProgress<CalibrationProgress>
{
    /// <summary>Runs the work and follows it; shows nothing where nobody would see it.</summary>
    public static Task<CalibrationFit> FollowAsync(bool isSeen, Func<IProgress<CalibrationProgress>?, Task<CalibrationFit>> work) =>
        ProgressBar.FollowAsync(isSeen, "reading the data", static bar => new CalibrationView(bar), work);

    public void Report(CalibrationProgress value)
    {
        shown.MaxValue = value.Total;
        shown.Value = value.Done;
        shown.Description = value.Done == value.Total
            ? "fitting"
            : string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {value.Total} questions");
    }
}
