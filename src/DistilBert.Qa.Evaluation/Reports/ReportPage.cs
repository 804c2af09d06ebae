namespace DistilBert.Qa.Evaluation;

/// <summary>The frame of a report: one HTML page that needs nothing else.</summary>
internal static class ReportPage
{
    /// <summary>Writes a page with a title; what stands below it is written by the caller.</summary>
    public static void Write(TextWriter output, string title, Action<HtmlWriter> writeSections)
    {
        HtmlWriter html = new(output);
        html.Raw("<!DOCTYPE html>\n");
        using (html.Open("html", ("lang", "en")))
        {
            using (html.Open("head"))
            {
                html.Empty("meta", ("charset", "utf-8"));
                html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Element("title", title);
                using (html.Open("style"))
                {
                    html.Raw(ReportStyle.Css);
                }
            }

            using (html.Open("body"))
            using (html.Open("main"))
            {
                html.Element("h1", title);
                writeSections(html);
            }
        }

        html.Raw("\n");
    }
}
