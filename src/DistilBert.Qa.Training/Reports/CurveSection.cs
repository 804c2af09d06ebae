using System.Globalization;
using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training.Reports;

/// <summary>Draws a value over the steps.</summary>
internal static class CurveSection
{
    private const int Left = 52;
    private const int Top = 10;
    private const int Width = 380;
    private const int Height = 200;

    // More points than pixels would only make the page heavy.
    private const int MostPoints = 600;

    // So few points are marked: a line between two says nothing of where they lie, and one alone makes no line.
    private const int MostMarked = 40;

    public static void Write(HtmlWriter html, string title, string meaning, IReadOnlyList<CurvePoint> points, bool smooth)
    {
        if (points.Count == 0)
        {
            return;
        }

        using (html.Open("section", ("class", "card")))
        {
            html.Element("h2", title);
            html.Element("p", meaning, ("class", "soft"));
            using (html.Open("svg", ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Left + Width + 20} {Top + Height + 44}")), ("role", "img"), ("aria-label", title + " over the steps")))
            {
                Scale scale = new(points[0].Step, points[^1].Step, AxisTicks.Of(points.Min(static point => point.Value), points.Max(static point => point.Value)));
                WriteAxes(html, scale);
                IReadOnlyList<CurvePoint> drawn = Thin(points);
                if (smooth)
                {
                    foreach (CurvePoint point in drawn)
                    {
                        html.Empty("circle", ("class", "spread"), ("cx", scale.X(point.Step)), ("cy", scale.Y(point.Value)), ("r", "1"), ("fill", "none"));
                    }
                }
                else if (points.Count <= MostMarked)
                {
                    foreach (CurvePoint point in points)
                    {
                        html.Empty("circle", ("class", "curve"), ("cx", scale.X(point.Step)), ("cy", scale.Y(point.Value)), ("r", "2.5"));
                    }
                }

                IEnumerable<CurvePoint> line = smooth ? Smooth(points) : drawn;
                html.Empty("polyline", ("class", "curve"), ("points", string.Join(' ', line.Select(point => $"{scale.X(point.Step)},{scale.Y(point.Value)}"))));
            }
        }
    }

    private static void WriteAxes(HtmlWriter html, Scale scale)
    {
        for (int tick = 0; tick < scale.Values.Count; tick++)
        {
            string y = scale.Y(scale.Values[tick]);
            html.Empty("line", ("class", "grid"), ("x1", HtmlWriter.Length(Left)), ("y1", y), ("x2", HtmlWriter.Length(Left + Width)), ("y2", y));
            html.Element("text", scale.Values.Text(tick), ("class", "label"), ("x", HtmlWriter.Length(Left - 8)), ("y", y), ("dy", ".35em"), ("text-anchor", "end"));
        }

        AxisTicks steps = AxisTicks.Of(scale.First, scale.Last);
        for (int tick = 0; tick < steps.Count; tick++)
        {
            if (steps[tick] >= scale.First && steps[tick] <= scale.Last && steps[tick] % 1 == 0)
            {
                html.Element("text", steps.Text(tick), ("class", "label"), ("x", scale.X(steps[tick])), ("y", HtmlWriter.Length(Top + Height + 20)), ("text-anchor", "middle"));
            }
        }
    }

    private static List<CurvePoint> Thin(IReadOnlyList<CurvePoint> points)
    {
        int every = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        return [.. points.Where((_, index) => index % every == 0 || index == points.Count - 1)];
    }

    /// <summary>The mean of every fortieth part of the points.</summary>
    private static IEnumerable<CurvePoint> Smooth(IReadOnlyList<CurvePoint> points) => points
        .Chunk(Math.Max(1, points.Count / 40))
        .Select(static part => new CurvePoint(part[part.Length / 2].Step, part.Average(static point => point.Value)));

    /// <summary>Where steps and values lie in the drawing.</summary>
    private readonly record struct Scale(int First, int Last, AxisTicks Values)
    {
        public string X(double step) => HtmlWriter.Length(Left + (Width * (Last == First ? 0.5 : (step - First) / (Last - First))));

        public string Y(double value) => HtmlWriter.Length(Top + (Height * (Values.High - value) / (Values.High - Values.Low)));
    }
}
