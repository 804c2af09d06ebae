using System.Net;
using System.Text;
using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests.Uploads;

[Collection(ServerGroup.Name)]
public sealed class TextTests(SharedServer shared)
{
    [Fact]
    public async Task Texts_PlainText_IsKeptAsItIs() =>
        (await ReadAsync("notes.txt", Encoding.UTF8.GetBytes("Über  uns\r\n\r\n😀 end\n"))).Should().Be("Über  uns\r\n\r\n😀 end\n");

    [Fact]
    public async Task Texts_OtherEncodings_AreRecognised()
    {
        (await ReadAsync("notes.md", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("# Über uns")])).Should().Be("# Über uns");
        (await ReadAsync("NOTES.TXT", Encoding.Latin1.GetBytes("Über uns"))).Should().Be("Über uns");
    }

    [Fact]
    public async Task Texts_Html_GivesWhatAReaderSees()
    {
        const string Html = """
            <!doctype html><title>Title</title><style>p { color: red }</style><body onload="alert(1)">
            <h1>The  lamp</h1><p>It was lit by
            <b>Marta</b> Holm.<br>In 1871.</p><script>document.write("no")</script><ul><li>One</li><li>Two &amp; three</li></ul><table><tr><td>a</td><td>b</td></tr></table>
            """;
        string text = await ReadAsync("page.html", Encoding.UTF8.GetBytes(Html));

        text.Should().StartWith("The lamp\n\nIt was lit by Marta Holm.\nIn 1871.").And.Contain("One\n").And.Contain("Two & three");
        text.Should().NotContain("Title").And.NotContain("no\"").And.NotContain("red").And.NotContain("alert");
    }

    [Fact]
    public async Task Texts_HtmlNestedVeryDeep_IsReadAllTheSame() =>
        (await ReadAsync("deep.html", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<b>", 20_000)) + "core"))).Should().Be("core");

    [Fact]
    public async Task Texts_Pdf_GivesItsPages() =>
        (await ReadAsync("paper.pdf", SampleFiles.Pdf(Tests.Texts.Lamp, "A second page."))).Should().Be($"{Tests.Texts.Lamp}\n\nA second page.");

    [Fact]
    public async Task Texts_Docx_GivesItsParagraphs() =>
        (await ReadAsync("letter.docx", SampleFiles.Docx(Tests.Texts.Lamp, "", "Yours & truly"))).Should().Be($"{Tests.Texts.Lamp}\n\nYours & truly");

    [Theory]
    [InlineData("broken.pdf", "'broken.pdf' gave no text: it is damaged, encrypted or no PDF")]
    [InlineData("broken.docx", "'broken.docx' gave no text: it is damaged, encrypted or no Word file")]
    public async Task Texts_FileThatIsNotWhatItSays_IsRefused(string name, string detail)
    {
        HttpResponseMessage response = await PostAsync(name, Encoding.ASCII.GetBytes("This is neither of them."));

        await ShouldBeRefusedAsync(response, HttpStatusCode.UnprocessableEntity, detail);
    }

    [Fact]
    public async Task Texts_EmptyFile_IsRefused() =>
        await ShouldBeRefusedAsync(await PostAsync("empty.txt", []), HttpStatusCode.UnprocessableEntity, "'empty.txt' gave no text: it holds no text");

    [Fact]
    public async Task Texts_DocxThatUnpacksToAHundredMegabytes_IsRefused() =>
        await ShouldBeRefusedAsync(await PostAsync("bomb.docx", SampleFiles.DocxBomb()), HttpStatusCode.UnprocessableEntity, "'bomb.docx' gave no text");

    [Fact]
    public async Task Texts_UnknownKind_SaysWhichCanBeRead() => await ShouldBeRefusedAsync(
        await PostAsync("program.exe", [1, 2, 3]),
        HttpStatusCode.UnsupportedMediaType,
        "'program.exe' ends with none of .txt, .md, .html, .htm, .pdf, .docx.");

    [Fact]
    public async Task Texts_NameWithFolders_IsOnlyAName()
    {
        HttpResponseMessage response = await PostAsync("../../etc/notes.txt", Encoding.ASCII.GetBytes("x"));

        (await response.ReadAsync()).Text("name").Should().Be("notes.txt");
    }

    private async Task<string> ReadAsync(string name, byte[] file)
    {
        HttpResponseMessage response = await PostAsync(name, file);
        response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.ReadAsync()).Text("text");
    }

    private Task<HttpResponseMessage> PostAsync(string name, byte[] file) =>
        shared.Server.Client.PostAsync($"v1/texts?name={Uri.EscapeDataString(name)}", new ByteArrayContent(file));

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        response.StatusCode.Should().Be(status);
        JsonElement problem = await response.ReadAsync();
        problem.Text("detail").Should().StartWith(detail);
    }
}
