using System.Globalization;
using System.Text;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Training.Reports;

namespace DistilBert.Qa.Training;

/// <summary>Writes a training run as one HTML page that needs nothing else: no network, no script, no other file.</summary>
public static class TrainingReport
{
    /// <summary>Writes the page to a file; one that is there is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="result">The run.</param>
    public static void Save(string path, TrainingResult result)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(file, result);
    }

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="result">The run.</param>
    public static void Write(TextWriter output, TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        string title = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Folder))}, fine-tuned on {result.Data.Name}";
        ReportPage.Write(output, title, html =>
        {
            WriteTiles(html, result);
            WriteCurves(html, result);
            WriteEvaluations(html, result.Evaluations);
            WriteProblems(html, result.Data);
        });
    }

    private static void WriteTiles(HtmlWriter html, TrainingResult result)
    {
        using (html.Open("div", ("class", "tiles")))
        {
            Tile(html, Text(result.Steps.Count), result.StoppedEarly ? "steps, ended by patience" : "steps");
            Tile(html, Text(result.Data.Questions), "questions");
            Tile(html, Text(result.Data.Windows), "windows");
            Tile(html, result.TokensPerSecond.ToString("F0", CultureInfo.InvariantCulture), "tokens a second");
            if (result.Best is { } best)
            {
                Tile(html, best.F1.ToString("F2", CultureInfo.InvariantCulture), $"F1 on {result.EvaluationName}, step {Text(best.Step)}");
                Tile(html, best.ExactMatch.ToString("F2", CultureInfo.InvariantCulture), "exact match");
            }

            if (result.Calibration is { } fit)
            {
                Tile(html, fit.After.ExpectedCalibrationError.ToString("F3", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"calibration error, {fit.Before.ExpectedCalibrationError:F3} before"));
            }
        }
    }

    private static void WriteCurves(HtmlWriter html, TrainingResult result)
    {
        using (html.Open("div", ("class", "charts")))
        {
            CurveSection.Write(html, "Loss", "mean of a step's windows; the line is the mean of neighbouring steps", [.. result.Steps.Select(static step => new CurvePoint(step.Number, step.Loss))], smooth: true);
            CurveSection.Write(html, "Learning rate", "of every step", [.. result.Steps.Select(static step => new CurvePoint(step.Number, step.LearningRate))], smooth: false);
            if (result.Evaluations.Count > 0)
            {
                CurveSection.Write(html, "F1", "on the held-out questions, in percent", [.. result.Evaluations.Select(static evaluation => new CurvePoint(evaluation.Step, evaluation.F1))], smooth: false);
                CurveSection.Write(html, "Held-out loss", "mean over their windows", [.. result.Evaluations.Where(static evaluation => double.IsFinite(evaluation.Loss)).Select(static evaluation => new CurvePoint(evaluation.Step, evaluation.Loss))], smooth: false);
            }
        }
    }

    private static void WriteEvaluations(HtmlWriter html, IReadOnlyList<TrainingEvaluation> evaluations)
    {
        if (evaluations.Count == 0)
        {
            return;
        }

        using (html.Open("section", ("class", "card")))
        {
            html.Element("h2", "Evaluations");
            using (html.Open("table"))
            {
                Row(html, "th", "Step", "Loss", "Exact match", "F1", "Correct", "Similar", "Incorrect");
                foreach (TrainingEvaluation evaluation in evaluations)
                {
                    Row(
                        html,
                        "td",
                        Text(evaluation.Step),
                        evaluation.Loss.ToString("F4", CultureInfo.InvariantCulture),
                        evaluation.ExactMatch.ToString("F2", CultureInfo.InvariantCulture),
                        evaluation.F1.ToString("F2", CultureInfo.InvariantCulture),
                        Text(evaluation.Correct),
                        Text(evaluation.Similar),
                        Text(evaluation.Incorrect));
                }
            }
        }
    }

    private static void WriteProblems(HtmlWriter html, TrainingDataSummary data)
    {
        using (html.Open("section", ("class", "card")))
        {
            html.Element("h2", "Data");
            html.Element(
                "p",
                $"{Text(data.Questions)} questions, {Text(data.Unanswerable)} without an answer, {Text(data.LeftOut)} left out; {Text(data.WindowsWithAnswer)} of {Text(data.Windows)} windows hold the answer. Answers that did not fit: {Text(data.Problems.Count)}.");
            if (data.Problems.Count > 0)
            {
                using (html.Open("table"))
                {
                    Row(html, "th", "Question", "Answer", "Problem", "Mended");
                    foreach (LabelProblem problem in data.Problems)
                    {
                        Row(html, "td", problem.QuestionId, problem.AnswerText, problem.Kind.ToString(), problem.Repaired ? "yes" : "left out");
                    }
                }
            }
        }
    }

    private static void Tile(HtmlWriter html, string figure, string meaning)
    {
        using (html.Open("div", ("class", "tile")))
        {
            html.Element("b", figure);
            html.Element("span", meaning, ("class", "soft"));
        }
    }

    private static void Row(HtmlWriter html, string cell, params ReadOnlySpan<string> texts)
    {
        using (html.Open("tr"))
        {
            foreach (string text in texts)
            {
                html.Element(cell, text);
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
