using System.Xml;
using System.Xml.Linq;

namespace DistilBert.Qa.Evaluation.Tests;

/// <summary>What holds for every report.</summary>
internal static class ReportPage
{
    /// <summary>Well-formed, and nothing in it runs or loads anything.</summary>
    public static XElement Check(string page)
    {
        page.Should().StartWith("<!DOCTYPE html>\n");
        using XmlReader reader = XmlReader.Create(new StringReader(page["<!DOCTYPE html>".Length..]), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        XElement root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
        root.Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "link", "img", "iframe", "object", "a", "base", "form"]);
        root.Descendants().Attributes().Select(attribute => attribute.Name.LocalName)
            .Should().NotContain(["src", "href", "style", "action"]).And.NotContain(name => name.StartsWith("on", StringComparison.Ordinal));
        root.Descendants("style").Single().Value.Should().NotContain("url(").And.NotContain("@import");
        return root;
    }
}
