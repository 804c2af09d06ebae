namespace DistilBert.Qa.Evaluation;

/// <summary>The reliability diagram: how often answers of a probability are right, against that probability.</summary>
internal static class ReliabilitySection
{
    private const int Left = 56;
    private const int Top = 10;
    private const int Width = 420;
    private const int Height = 340;

    public static void Write(HtmlWriter html, Reliability reliability)
    {
        using (html.Open("section", ("class", "card")))
        {
            html.Element("h2", "Does the probability mean what it says?");
            html.Element(
                "p",
                $"Each dot is {Figure.Count(reliability.Count / reliability.Bins.Count)} answers or so of like probability; on the dashed line they are right as often as they claim. "
                    + "The strokes are 95 % intervals of that share. "
                    + $"Expected calibration error {Figure.Share(reliability.ExpectedCalibrationError)}, Brier score {Figure.Share(reliability.BrierScore)}.",
                ("class", "soft"));
            using (html.Open("div", ("class", "reliability")))
            {
                using (html.Open("svg", ("viewBox", $"0 0 {Left + Width + 20} {Top + Height + 50}"), ("role", "img"), ("aria-label", "Reliability diagram")))
                {
                    WriteAxes(html);
                    WriteBins(html, reliability.Bins);
                }

                WriteTable(html, reliability.Bins);
            }
        }
    }

    private static string X(double share) => HtmlWriter.Length(Left + (share * Width));

    private static string Y(double share) => HtmlWriter.Length(Top + ((1 - share) * Height));

    private static void WriteAxes(HtmlWriter html)
    {
        for (int step = 0; step <= 5; step++)
        {
            double share = step / 5.0;
            string label = Figure.Share(share)[..3];
            Line(html, "grid", X(0), Y(share), X(1), Y(share));
            Line(html, "grid", X(share), Y(0), X(share), Y(1));
            html.Element("text", label, ("class", "label"), ("x", HtmlWriter.Length(Left - 8)), ("y", HtmlWriter.Length(Top + 4 + ((1 - share) * Height))), ("text-anchor", "end"));
            html.Element("text", label, ("class", "label"), ("x", X(share)), ("y", HtmlWriter.Length(Top + Height + 18)), ("text-anchor", "middle"));
        }

        html.Element("text", "probability given", ("class", "label"), ("x", X(0.5)), ("y", HtmlWriter.Length(Top + Height + 40)), ("text-anchor", "middle"));
        html.Element(
            "text", "share right", ("class", "label"), ("text-anchor", "middle"), ("transform", $"translate(12 {Y(0.5)}) rotate(-90)"));
        Line(html, "ideal", X(0), Y(0), X(1), Y(1));
    }

    private static void WriteBins(HtmlWriter html, IReadOnlyList<ReliabilityBin> bins)
    {
        html.Empty("polyline", ("class", "curve"), ("points", string.Join(' ', bins.Select(static bin => $"{X(bin.MeanProbability)},{Y(bin.Accuracy)}"))));
        foreach (ReliabilityBin bin in bins)
        {
            (double low, double high) = WilsonInterval(bin.Accuracy, bin.Count);
            Line(html, "spread", X(bin.MeanProbability), Y(low), X(bin.MeanProbability), Y(high));
            using (html.Open("circle", ("class", "dot"), ("cx", X(bin.MeanProbability)), ("cy", Y(bin.Accuracy)), ("r", "5")))
            {
                html.Element(
                    "title",
                    $"{Figure.Count(bin.Count)} answers given {Figure.Share(bin.Lowest)} to {Figure.Share(bin.Highest)}, {Figure.Share(bin.MeanProbability)} on average: {Figure.Share(bin.Accuracy)} right");
            }
        }
    }

    private static void WriteTable(HtmlWriter html, IReadOnlyList<ReliabilityBin> bins)
    {
        using (html.Open("table", ("class", "bins")))
        {
            using (html.Open("tr"))
            {
                html.Element("th", "Given");
                html.Element("th", "Right");
                html.Element("th", "Answers");
            }

            foreach (ReliabilityBin bin in bins)
            {
                using (html.Open("tr"))
                {
                    html.Element("td", Figure.Share(bin.MeanProbability));
                    html.Element("td", Figure.Share(bin.Accuracy));
                    html.Element("td", Figure.Count(bin.Count));
                }
            }
        }
    }

    /// <summary>Wilson's 95 % interval of a share, which stays within 0 and 1.</summary>
    private static (double Low, double High) WilsonInterval(double share, int count)
    {
        const double Z = 1.96;
        double square = Z * Z / count;
        double centre = (share + (square / 2)) / (1 + square);
        double half = Z / (1 + square) * Math.Sqrt((share * (1 - share) / count) + (square / (4 * count)));
        return (centre - half, centre + half);
    }

    private static void Line(HtmlWriter html, string kind, string fromX, string fromY, string toX, string toY) =>
        html.Empty("line", ("class", kind), ("x1", fromX), ("y1", fromY), ("x2", toX), ("y2", toY));
}
