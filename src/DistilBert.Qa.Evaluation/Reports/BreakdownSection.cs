namespace DistilBert.Qa.Evaluation;

/// <summary>F1 by question word, answer length and context length, as bars.</summary>
internal static class BreakdownSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<EvaluatedQuestion> questions)
    {
        using (html.Open("div", ("class", "charts")))
        {
            Chart(html, "By question word", Breakdown.ByQuestionWord(questions));
            Chart(html, "By length of the answer", Breakdown.ByAnswerLength(questions));
            Chart(html, "By length of the context", Breakdown.ByContextLength(questions));
        }
    }

    private static void Chart(HtmlWriter html, string title, IReadOnlyList<BreakdownGroup> groups)
    {
        using (html.Open("section", ("class", "card")))
        {
            html.Element("h2", title);
            html.Element("p", "Bar: F1. Tick: exact match.", ("class", "soft"));
            using (html.Open("table", ("class", "bars")))
            {
                using (html.Open("tr"))
                {
                    html.Element("th", "Questions");
                    html.Element("th", "");
                    html.Element("th", "F1");
                    html.Element("th", "Asked");
                }

                foreach (BreakdownGroup group in groups)
                {
                    Row(html, group);
                }
            }
        }
    }

    private static void Row(HtmlWriter html, BreakdownGroup group)
    {
        SplitScores scores = group.Scores;
        using (html.Open("tr", ("title", $"{group.Label}: F1 {Figure.Percent(scores.F1)}, exact match {Figure.Percent(scores.Exact)}, {Figure.Count(scores.Total)} questions")))
        {
            html.Element("td", group.Label);
            using (html.Open("td", ("class", "scale")))
            using (html.Open("svg", ("class", "meter"), ("viewBox", "0 0 100 10"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")))
            {
                string tick = HtmlWriter.Length(scores.Exact);
                html.Empty("rect", ("class", "track"), ("y", "1"), ("width", "100"), ("height", "8"));
                html.Empty("rect", ("class", "bar"), ("y", "1"), ("width", HtmlWriter.Length(scores.F1)), ("height", "8"));
                html.Empty("line", ("class", "tick"), ("x1", tick), ("x2", tick), ("y1", "0"), ("y2", "10"));
            }

            html.Element("td", Figure.Percent(scores.F1));
            html.Element("td", Figure.Count(scores.Total), ("class", "soft"));
        }
    }
}
