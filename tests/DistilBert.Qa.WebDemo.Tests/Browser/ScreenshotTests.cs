using System.Text;
using Microsoft.Playwright;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

/// <summary>Takes the pictures one looks at; with DISTILBERT_QA_SCREENSHOTS they are kept in that folder.</summary>
public sealed class ScreenshotTests(SharedServer shared) : PageTest(shared)
{
    private const int Margin = 24;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("DISTILBERT_QA_SCREENSHOTS");

    [BrowserFact]
    public async Task Page_InEveryForm_CanBeLookedAt()
    {
        await OpenAsync();
        await ShootAsync("empty");
        await AskAsync("Who designed the ship?");
        await ShootAsync("answer-light");
        await AskAsync("What did the ship cost?");
        await ShootAsync("no-answer");
        await AskAsync("Where did they meet Frederick Jackson?");
        await Page.Locator("#explain > summary").ClickAsync();
        await Page.Locator("#strip .word").First.WaitForAsync();
        await Page.Locator("#explain").ScrollIntoViewIfNeededAsync();
        await ShootAsync("explain", fullPage: true);

        await OpenAsync(scheme: ColorScheme.Dark);
        await AskAsync("Where did they meet Frederick Jackson?");
        await ShootAsync("answer-dark");
        await Page.Locator("#explain > summary").ClickAsync();
        await Page.Locator("#strip .word").First.WaitForAsync();
        await ShootAsync("explain-dark", fullPage: true);
        await ShootAsync("explain-dark-only", await Page.Locator("#explain").ScreenshotAsync());

        await OpenAsync(width: 390);
        await AskAsync("How many dogs did they take?");
        await ShootAsync("phone", fullPage: true);

        await OpenAsync();
        await UseTextAsync(string.Concat(Enumerable.Repeat(await Text.InputValueAsync() + "\n\n", 200)));
        await Question.FillAsync("Where did they meet Frederick Jackson?");
        await Question.PressAsync("Enter");
        await Page.WaitForFunctionAsync("() => document.getElementById('progress').value > 0.02");
        await ShootAsync("progress");
        await Page.CloseAsync();

        await OpenAsync();
        await Page.Locator("#file").SetInputFilesAsync((FilePayload[])[
            new() { Name = "lamp.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Texts.Lamp) },
            new() { Name = "ferries and other timetables of the northern islands.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Texts.Long(3)) },
        ]);
        await Assertions.Expect(Page.Locator("#tabs > li")).ToHaveCountAsync(3);
        await AskAsync(Texts.WhoLit);
        await ShootAsync("several-texts");

        IgnoreFailedRequests = true;
        await using TestServer server = await (await TestServer.StartAsync("--WebDemo:ApiKey=secret")).ReadyAsync();
        await GoAsync(server: server);
        await Page.GetByLabel("Key", new() { Exact = true }).WaitForAsync();
        await ShootAsync("key");
    }

    // Those of the README, in docs/images.
    [BrowserFact]
    public async Task Page_WithAllExamples_MakesThePicturesOfTheReadme()
    {
        await OpenWithExamplesAsync(ColorScheme.Light);
        await AskAsync("Who saw the volcano on Io?");
        await AskAsync("How much is the deposit?");
        await AskAsync("How many dogs did they take?");
        await ShootAsync("web-answer");

        await OpenWithExamplesAsync(ColorScheme.Dark);
        await AskAsync("When did Nansen leave the ship?");
        await OpenExplanationAsync();
        await Page.EvaluateAsync("() => scrollTo(0, 0)");
        LocatorBoundingBoxResult box = (await Page.Locator("#explain").BoundingBoxAsync())!;
        Clip clip = new() { X = box.X - Margin, Y = box.Y, Width = box.Width + (2 * Margin), Height = box.Height + Margin };
        await ShootAsync("web-explain", await Page.ScreenshotAsync(new() { FullPage = true, Clip = clip }));
    }

    private async Task OpenWithExamplesAsync(ColorScheme scheme)
    {
        await OpenAsync(scheme: scheme, scale: 1.5f);
        string examples = Path.Combine(AppContext.BaseDirectory, "wwwroot", "examples");
        await Page.Locator("#file").SetInputFilesAsync((string[])[Path.Combine(examples, "bicycles.txt"), Path.Combine(examples, "voyager.txt")]);
        await Assertions.Expect(Page.Locator("#tabs > li")).ToHaveCountAsync(3);
    }

    private async Task ShootAsync(string name, bool fullPage = false) =>
        await ShootAsync(name, await Page.ScreenshotAsync(new() { FullPage = fullPage }));

    private static async Task ShootAsync(string name, byte[] picture)
    {
        picture.Should().NotBeEmpty();
        if (Folder is not null)
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.png"), picture);
        }
    }
}
