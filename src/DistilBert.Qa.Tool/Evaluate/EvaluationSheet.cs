using System.Globalization;
using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Tool.Evaluate;

/// <summary>The figures of an evaluation for a person.</summary>
internal static class EvaluationSheet
{
    public static void Write(EvaluationResult result, QuestionAnswererInfo model, TextWriter text)
    {
        SquadScores scores = result.Scores;
        Line("Data", $"{result.DatasetName}, {result.Questions.Count} of {result.AvailableQuestions} questions, scored as SQuAD {(scores.Version == SquadVersion.V1 ? "v1.1" : "v2.0")}");
        Line("Model", $"{model.Model}, {model.ProviderReport.Precision?.ToString().ToLowerInvariant() ?? "precision unknown"}, {model.ProviderReport.Got}, {result.Decoding.ToString().ToLowerInvariant()} decoding");
        Line("Exact match", $"{scores.Exact:F2} %");
        Line("F1", $"{scores.F1:F2} %");
        Split("Answerable", scores.HasAnswer);
        Split("Unanswerable", scores.NoAnswer);
        Best("Best exact", scores.BestExact);
        Best("Best F1", scores.BestF1);
        Line("Calibration", $"expected error {result.Reliability.ExpectedCalibrationError:F3}, Brier score {result.Reliability.BrierScore:F3}");
        Line("Speed", $"{result.QuestionsPerSecond:F1} questions/s, {result.WindowsPerSecond:F1} windows/s ({result.Windows} windows in {result.AnsweringTime.TotalSeconds:F1} s)");

        void Split(string name, SplitScores? split)
        {
            if (split is not null)
            {
                Line(name, $"exact match {split.Exact:F2} %, F1 {split.F1:F2} % of {split.Total} questions");
            }
        }

        void Best(string name, BestThreshold? best)
        {
            if (best is not null)
            {
                Line(name, $"{best.Score:F2} % where no answer is said above a probability of {best.Threshold:G4}");
            }
        }

        void Line(string name, FormattableString value) => text.WriteLine($"{name,-14} {value.ToString(CultureInfo.InvariantCulture)}");
    }
}
