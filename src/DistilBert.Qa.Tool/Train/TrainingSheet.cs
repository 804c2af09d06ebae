using System.Globalization;
using DistilBert.Qa.Training;

namespace DistilBert.Qa.Tool.Train;

/// <summary>A finished run for a person.</summary>
internal static class TrainingSheet
{
    public static void Write(TrainingResult result, TextWriter text)
    {
        TrainingDataSummary data = result.Data;
        Line("Model", $"{result.Folder}");
        Line("Data", $"{data.Name}, {data.Questions} questions, {data.LeftOut} left out, {data.Windows} windows, {data.Tokens} tokens");
        Line("Steps", $"{result.Steps.Count}{(result.StoppedEarly ? ", ended by patience" : "")}");
        Line("Loss", $"{Mean(result.Steps.Take(Tenth(result))):F3} over the first tenth, {Mean(result.Steps.TakeLast(Tenth(result))):F3} over the last");
        if (result.Best is { } best)
        {
            Line("Held out", $"{result.EvaluationName}, exact match {best.ExactMatch:F2}, F1 {best.F1:F2}, at step {best.Step}, whose weights are kept");
        }

        if (result.Calibration is { } fit)
        {
            Line("Calibration", $"expected error {fit.Before.ExpectedCalibrationError:F3} before, {fit.After.ExpectedCalibrationError:F3} after, on {fit.After.Count} answerable questions held out");
        }

        Line("Speed", $"{result.TokensPerSecond:F0} tokens/s");
        text.WriteLine($"Ask it         distilbert-qa ask \"…\" --file text.txt --model {result.Folder}");

        void Line(string name, FormattableString value) => text.WriteLine($"{name,-14} {value.ToString(CultureInfo.InvariantCulture)}");
    }

    private static int Tenth(TrainingResult result) => Math.Max(1, result.Steps.Count / 10);

    private static double Mean(IEnumerable<TrainingStep> steps) => steps.Average(static step => step.Loss);
}
