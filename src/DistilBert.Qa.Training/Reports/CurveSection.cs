using System.Globalization;
using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training.Reports;

/// <summary>Draws a value over the steps.</summary>
internal static class CurveSection
{
    private const int Left = 64;
    private const int Top = 10;
    private const int Width = 560;
    private const int Height = 260;
    private const int GridLines = 4;

    // More points than pixels would only make the page heavy.
    private const int MostPoints = 600;

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
                Scale scale = new(points[0].Step, points[^1].Step, points.Min(static point => point.Value), points.Max(static point => point.Value));
                WriteAxes(html, scale);
                IReadOnlyList<CurvePoint> drawn = Thin(points);
                if (smooth)
                {
                    foreach (CurvePoint point in drawn)
                    {
                        html.Empty("circle", ("class", "spread"), ("cx", scale.X(point.Step)), ("cy", scale.Y(point.Value)), ("r", "1"), ("fill", "none"));
                    }
                }

                IEnumerable<CurvePoint> line = smooth ? Smooth(points) : drawn;
                html.Empty("polyline", ("class", "curve"), ("points", string.Join(' ', line.Select(point => $"{scale.X(point.Step)},{scale.Y(point.Value)}"))));
            }
        }
    }

    private static void WriteAxes(HtmlWriter html, Scale scale)
    {
        for (int line = 0; line <= GridLines; line++)
        {
            double value = scale.Low + ((scale.High - scale.Low) * line / GridLines);
            int step = (int)Math.Round(scale.First + ((scale.Last - scale.First) * (double)line / GridLines));
            html.Empty("line", ("class", "grid"), ("x1", scale.X(scale.First)), ("y1", scale.Y(value)), ("x2", scale.X(scale.Last)), ("y2", scale.Y(value)));
            html.Element("text", value.ToString("G3", CultureInfo.InvariantCulture), ("class", "label"), ("x", HtmlWriter.Length(Left - 8)), ("y", scale.Y(value)), ("text-anchor", "end"));
            html.Element("text", step.ToString(CultureInfo.InvariantCulture), ("class", "label"), ("x", scale.X(step)), ("y", HtmlWriter.Length(Top + Height + 20)), ("text-anchor", "middle"));
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
    private readonly record struct Scale(int First, int Last, double Low, double High)
    {
        public string X(double step) => HtmlWriter.Length(Left + (Width * (Last == First ? 0.5 : (step - First) / (Last - First))));

        public string Y(double value) => HtmlWriter.Length(Top + (Height * (High == Low ? 0.5 : (High - value) / (High - Low))));
    }
}
