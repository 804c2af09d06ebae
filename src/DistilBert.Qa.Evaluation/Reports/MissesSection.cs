namespace DistilBert.Qa.Evaluation;

/// <summary>The worst misses: question, gold answers, answer given, and both marked in the context.</summary>
internal static class MissesSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<Miss> misses)
    {
        using (html.Open("section", ("class", "card")))
        {
            html.Element("h2", misses.Count == 0 ? "No misses" : $"The {Figure.Count(misses.Count)} worst misses");
            if (misses.Count == 0)
            {
                return;
            }

            using (html.Open("p", ("class", "soft")))
            {
                html.Text("The surest answers that were wrong. In the context: ");
                html.Element("mark", "gold answer", ("class", "gold"));
                html.Text(", ");
                html.Element("mark", "answer given", ("class", "given"));
                html.Text(", ");
                html.Element("mark", "both", ("class", "gold given"));
                html.Text(".");
            }
        }

        foreach (Miss miss in misses)
        {
            WriteMiss(html, miss);
        }
    }

    private static void WriteMiss(HtmlWriter html, Miss miss)
    {
        using (html.Open("article", ("class", "card miss")))
        {
            html.Element("h3", miss.Question.Text, ("dir", "auto"));
            html.Element("p", miss.Title is null ? miss.Question.Id : $"{miss.Title.Replace('_', ' ')} · {miss.Question.Id}", ("class", "soft"));
            using (html.Open("dl"))
            {
                html.Element("dt", "Gold");
                html.Element("dd", Gold(miss.Question), ("dir", "auto"));
                html.Element("dt", "Given");
                html.Element("dd", miss.Given is null or { Text.Length: 0 } ? "no answer" : miss.Given.Text, ("dir", "auto"));
                html.Element("dt", "Probability");
                html.Element("dd", $"{Figure.Share(miss.Given?.Probability ?? 0)} · F1 {Figure.Percent(100 * miss.Score.F1)}");
            }

            using (html.Open("p", ("class", "context"), ("dir", "auto")))
            {
                WriteContext(html, miss);
            }
        }
    }

    private static string Gold(SquadQuestion question) => question.HasAnswer
        ? string.Join(" · ", question.Answers.Select(static answer => answer.Text).Distinct())
        : "no answer";

    private static void WriteContext(HtmlWriter html, Miss miss)
    {
        foreach (ExcerptPiece piece in Excerpt.Of(miss))
        {
            ReadOnlySpan<char> text = miss.Context.AsSpan(piece.Start, piece.End - piece.Start);
            if (piece.IsLeftOut)
            {
                html.Text(piece.Start == 0 ? "… " : " … ");
            }
            else if (piece is { IsGold: false, IsGiven: false })
            {
                html.Text(text);
            }
            else
            {
                using (html.Open("mark", ("class", (piece.IsGold, piece.IsGiven) switch { (true, true) => "gold given", (true, _) => "gold", _ => "given" })))
                {
                    html.Text(text);
                }
            }
        }
    }
}
