using System.Text;
using DistilBert.Qa.WebDemo.Tests.Uploads;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

public sealed class FileTests(SharedServer shared) : PageTest(shared)
{
    [BrowserFact]
    public async Task Open_FilesOfSeveralKinds_EachBecomesAText()
    {
        await OpenAsync();

        await Page.Locator("#file").SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "letter.docx", MimeType = "application/octet-stream", Buffer = SampleFiles.Docx("The deposit is 50 euros.") },
            new() { Name = "lamp.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf(Texts.Lamp) },
        });
        await Expect(Page.Locator("#tabs li")).ToHaveCountAsync(3);
        await AskAsync(Texts.WhoLit);

        await Expect(Answers.First.Locator(".place")).ToHaveTextAsync("lamp.pdf");
        await Expect(BestMark).ToHaveTextAsync("Marta Holm");
    }

    [BrowserFact]
    public async Task Drop_File_BecomesAText()
    {
        await OpenAsync();

        await Page.EvaluateAsync("""
            text => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([text], "lamp.md"));
              document.getElementById("text").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """, Texts.Lamp);

        await Expect(Text).ToHaveValueAsync(Texts.Lamp);
    }

    [BrowserFact]
    public async Task Open_FileThatCannotBeRead_SaysWhy()
    {
        await OpenAsync();
        IgnoreFailedRequests = true;

        await Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "broken.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes("no") });

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("'broken.pdf' gave no text");
    }

    [BrowserFact]
    public async Task Open_TextWithTheLineBreaksOfWindows_IsMarkedInTheRightPlace()
    {
        await OpenAsync();
        string lines = string.Concat(Enumerable.Repeat("A line.\r\n\r\n", 900));

        await Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "lines.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(lines + Texts.Lamp + "\r\n") });
        await Expect(Page.Locator("#tabs li")).ToHaveCountAsync(2);
        await AskAsync(Texts.WhoLit);

        await Expect(BestMark).ToHaveTextAsync("Marta Holm");
        await Expect(BestMark).ToBeInViewportAsync();
        (await Page.EvaluateAsync<bool>("() => document.getElementById('text').scrollHeight === document.getElementById('backdrop').scrollHeight")).Should().BeTrue();
    }

    [BrowserFact]
    public async Task Open_HtmlFile_IsReadAndNotRun()
    {
        await OpenAsync();
        byte[] page = Encoding.UTF8.GetBytes($"<title>T</title><script>document.title='owned'</script><p onclick=x>{Texts.Lamp}</p><p>&lt;img src=x onerror=alert(1)&gt;</p>");

        await Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "lamp.html", MimeType = "text/html", Buffer = page });

        await Expect(Text).ToHaveValueAsync($"{Texts.Lamp}\n\n<img src=x onerror=alert(1)>");
        (await Page.TitleAsync()).Should().Be("Ask your text");
    }

    [BrowserFact]
    public async Task Open_LinkFullOfMarkup_StaysText()
    {
        const string Hostile = "</title><img src=x onerror=\"document.title='owned'\"> Who designed the ship?";
        await OpenAsync(hash: $"#q={Uri.EscapeDataString(Hostile)}&q=javascript:alert(1)");

        await Expect(Question).ToHaveValueAsync(Hostile);
        await Expect(Page.Locator("#history button").First).ToContainTextAsync(Hostile);
        (await Page.TitleAsync()).Should().Be("Ask your text");
        (await Page.Locator("main img").CountAsync()).Should().Be(0);
    }

    [BrowserFact]
    public async Task Open_HtmlFullOfScripts_StaysText()
    {
        await OpenAsync();
        const string Hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script><b>Marta & Holm</b> lit the lamp.";

        // Pasted markup, markup in the question, markup in a file's name.
        await UseTextAsync(Hostile);
        await AskAsync("<img src=x onerror=\"document.title='owned'\"> Who lit the lamp?");
        await Page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "<img src=x onerror=document.title='owned'>.txt",
            MimeType = "text/plain",
            Buffer = Encoding.UTF8.GetBytes(Hostile),
        });
        await Expect(Page.Locator("#tabs li")).ToHaveCountAsync(2);
        await AskAsync("<script>document.title='owned'</script> Who lit the lamp?");
        await OpenExplanationAsync();

        (await Page.TitleAsync()).Should().Be("Ask your text");
        (await Page.Locator("main img, main script, main b:has(b)").CountAsync()).Should().Be(0);
        (await Page.Locator("#history").InnerTextAsync()).Should().Contain("<script>document.title='owned'</script>");
    }
}
