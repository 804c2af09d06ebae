using System.Globalization;
using System.Security;
using System.Text;

namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>Draws bars as SVG that reads on light and dark pages, and to a screen reader.</summary>
internal static class BarChart
{
    private const int Width = 760;
    private const int LabelWidth = 270;
    private const int ValueWidth = 90;
    private const int Top = 62;
    private const int RowHeight = 32;
    private const int BarHeight = 20;

    /// <summary>Draws a chart.</summary>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="subtitle">On what, in which unit.</param>
    /// <param name="bars">The bars from top to bottom.</param>
    public static string Draw(string title, string subtitle, IReadOnlyList<Bar> bars)
    {
        int height = Top + (bars.Count * RowHeight) + 6;
        double longest = bars.Max(static bar => bar.Value);
        string description = string.Join(", ", bars.Select(static bar => $"{bar.Label} {Figures.Short(bar.Value)}"));
        StringBuilder svg = new();
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title description\">");
        Line($"<title id=\"title\">{Escape(title)}</title>");
        Line($"<desc id=\"description\">{Escape(subtitle)}: {Escape(description)}.</desc>");
        svg.Append(
            """
            <style>
            text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1f2328; }
            .title { font-size: 17px; font-weight: 600; }
            .note { font-size: 13px; fill: #59636e; }
            .ours { fill: #0f766e; }
            .peer { fill: #a8b1bb; }
            .strong { font-weight: 600; }
            @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc; }
            .note { fill: #9198a1; }
            .ours { fill: #2dd4bf; }
            .peer { fill: #59636e; }
            }
            </style>

            """.ReplaceLineEndings("\n"));
        Line($"<text class=\"title\" x=\"0\" y=\"20\">{Escape(title)}</text>");
        Line($"<text class=\"note\" x=\"0\" y=\"42\">{Escape(subtitle)}</text>");
        for (int index = 0; index < bars.Count; index++)
        {
            Bar bar = bars[index];
            int y = Top + (index * RowHeight);
            double length = Math.Max(1, bar.Value / longest * (Width - LabelWidth - ValueWidth));
            string strong = bar.IsOurs ? " class=\"strong\"" : "";
            Line($"<text{strong} x=\"{LabelWidth - 10}\" y=\"{y + 15}\" text-anchor=\"end\">{Escape(bar.Label)}</text>");
            Line($"<rect class=\"{(bar.IsOurs ? "ours" : "peer")}\" x=\"{LabelWidth}\" y=\"{y}\" width=\"{length:F1}\" height=\"{BarHeight}\" rx=\"2\"/>");
            Line($"<text{strong} x=\"{LabelWidth + length + 8:F1}\" y=\"{y + 15}\">{Figures.Short(bar.Value)}</text>");
        }

        return svg.Append("</svg>\n").ToString();

        void Line(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
