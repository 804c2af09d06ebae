namespace DistilBert.Qa.Evaluation;

/// <summary>F1 by question word, answer length and context length, as bars.</summary>
internal static class BreakdownSection
{
    private const int LabelWidth = 120;
    private const int BarWidth = 220;
    private const int RowHeight = 28;
    private const int BarHeight = 16;
    private const int ChartWidth = 500;

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
            html.Element("p", "Bar and figure: F1. Tick: exact match.", ("class", "soft"));
            using (html.Open("svg", ("viewBox", $"0 0 {ChartWidth} {groups.Count * RowHeight}"), ("role", "img"), ("aria-label", title)))
            {
                for (int row = 0; row < groups.Count; row++)
                {
                    Row(html, groups[row], row * RowHeight);
                }
            }
        }
    }

    private static void Row(HtmlWriter html, BreakdownGroup group, int top)
    {
        SplitScores scores = group.Scores;
        string baseline = HtmlWriter.Length(top + 18);
        string barTop = HtmlWriter.Length(top + ((RowHeight - BarHeight) / 2));
        string tick = HtmlWriter.Length(LabelWidth + (scores.Exact / 100 * BarWidth));
        using (html.Open("g"))
        {
            html.Element("title", $"{group.Label}: F1 {Figure.Percent(scores.F1)}, exact match {Figure.Percent(scores.Exact)}, {Figure.Count(scores.Total)} questions");
            html.Element("text", group.Label, ("x", "0"), ("y", baseline));
            Bar(html, "track", barTop, BarWidth);
            Bar(html, "bar", barTop, scores.F1 / 100 * BarWidth);
            html.Empty(
                "line",
                ("class", "tick"), ("x1", tick), ("x2", tick), ("y1", HtmlWriter.Length(top + 4)), ("y2", HtmlWriter.Length(top + RowHeight - 4)));
            html.Element("text", Figure.Percent(scores.F1), ("x", HtmlWriter.Length(LabelWidth + BarWidth + 52)), ("y", baseline), ("text-anchor", "end"));
            html.Element("text", $"{Figure.Count(scores.Total)} asked", ("class", "label"), ("x", HtmlWriter.Length(ChartWidth - 2)), ("y", baseline), ("text-anchor", "end"));
        }
    }

    private static void Bar(HtmlWriter html, string kind, string top, double width) => html.Empty(
        "rect",
        ("class", kind), ("x", HtmlWriter.Length(LabelWidth)), ("y", top), ("width", HtmlWriter.Length(width)), ("height", HtmlWriter.Length(BarHeight)), ("rx", "2"));
}
