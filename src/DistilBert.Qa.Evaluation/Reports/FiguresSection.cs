namespace DistilBert.Qa.Evaluation;

/// <summary>The figures: what was asked, tiles for the main ones, a table for the parts of v2.0.</summary>
internal static class FiguresSection
{
    public static void Write(HtmlWriter html, EvaluationResult result)
    {
        SquadScores scores = result.Scores;
        html.Element("p", Describe(result), ("class", "soft"));
        using (html.Open("section", ("class", "tiles")))
        {
            Tile(html, "Exact match", $"{Figure.Percent(scores.Exact)} %");
            Tile(html, "F1", $"{Figure.Percent(scores.F1)} %");
            if (scores.BestF1 is { } best)
            {
                Tile(html, "Best F1", $"{Figure.Percent(best.Score)} %");
            }

            Tile(html, "Calibration error", Figure.Share(result.Reliability.ExpectedCalibrationError));
            Tile(html, "Questions per second", Figure.Rate(result.QuestionsPerSecond));
            Tile(html, "Windows per second", Figure.Rate(result.WindowsPerSecond));
        }

        if (scores.Version == SquadVersion.V2)
        {
            WriteParts(html, scores);
        }
    }

    private static string Describe(EvaluationResult result)
    {
        string asked = result.Questions.Count == result.AvailableQuestions
            ? $"All {Figure.Count(result.AvailableQuestions)} questions"
            : $"{Figure.Count(result.Questions.Count)} of {Figure.Count(result.AvailableQuestions)} questions, evenly spread";
        string scoring = result.Scores.Version == SquadVersion.V1 ? "SQuAD v1.1 scoring" : "SQuAD v2.0 scoring";
        string decoding = $"{result.Decoding.ToString().ToLowerInvariant()} decoding";
        return $"{asked} · {scoring} · {decoding} · {Figure.Count(result.Windows)} windows, {Figure.Count(result.Tokens)} tokens";
    }

    private static void Tile(HtmlWriter html, string name, string value)
    {
        using (html.Open("div", ("class", "tile")))
        {
            html.Element("b", value);
            html.Element("span", name, ("class", "soft"));
        }
    }

    private static void WriteParts(HtmlWriter html, SquadScores scores)
    {
        using (html.Open("section", ("class", "card")))
        {
            html.Element("h2", "With and without an answer");
            using (html.Open("table"))
            {
                Row(html, "th", "Questions", "Number", "Exact match", "F1");
                PartRow(html, "The context answers", scores.HasAnswer);
                PartRow(html, "It does not", scores.NoAnswer);
                PartRow(html, "All", new(scores.Exact, scores.F1, scores.Total));
                if (scores is { BestExact: { } exact, BestF1: { } f1 })
                {
                    Row(html, "td", "All, at the best threshold", Figure.Count(scores.Total), Figure.Percent(exact.Score), Figure.Percent(f1.Score));
                    Row(html, "td", "That threshold", "", Figure.Threshold(exact.Threshold), Figure.Threshold(f1.Threshold));
                }
            }
        }
    }

    private static void PartRow(HtmlWriter html, string name, SplitScores? part)
    {
        if (part is not null)
        {
            Row(html, "td", name, Figure.Count(part.Total), Figure.Percent(part.Exact), Figure.Percent(part.F1));
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
}
