using System.Globalization;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.Terminal;
using Spectre.Console;

namespace DistilBert.Qa.Tool.Evaluate;

/// <summary>Shows a person how far an evaluation is and what it has found so far.</summary>
internal sealed class EvaluationView(ProgressTask shown) : IProgress<EvaluationProgress>
{
    /// <summary>Runs the work and follows it; shows nothing where nobody would see it.</summary>
    public static Task<EvaluationResult> FollowAsync(bool isSeen, Func<IProgress<EvaluationProgress>?, Task<EvaluationResult>> work) =>
        ProgressBar.FollowAsync(isSeen, "reading the data set", static bar => new EvaluationView(bar), work);

    public void Report(EvaluationProgress value)
    {
        double speed = value.AnsweringTime > TimeSpan.Zero ? value.Done / value.AnsweringTime.TotalSeconds : 0;
        shown.MaxValue = value.Total;
        shown.Value = value.Done;
        shown.Description = string.Create(
            CultureInfo.InvariantCulture, $"{value.Done} of {value.Total}, exact {value.Exact:F1}, F1 {value.F1:F1}, {speed:F1}/s");
    }
}
