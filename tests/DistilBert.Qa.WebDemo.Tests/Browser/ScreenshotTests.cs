using Microsoft.Playwright;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

/// <summary>Takes the pictures one looks at; with DISTILBERT_QA_SCREENSHOTS they are kept in that folder.</summary>
public sealed class ScreenshotTests(SharedServer shared) : PageTest(shared)
{
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
        await UseTextAsync(string.Concat(Enumerable.Repeat(await Text.InputValueAsync() + "\n\n", 60)));
        await Question.FillAsync("Where did they meet Frederick Jackson?");
        await Question.PressAsync("Enter");
        await Page.WaitForFunctionAsync("() => document.getElementById('progress').value > 0.05");
        await ShootAsync("progress");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
    }

    private async Task ShootAsync(string name, bool fullPage = false) =>
        await ShootAsync(name, await Page.ScreenshotAsync(new() { FullPage = fullPage }));

    private static async Task ShootAsync(string name, byte[] picture)
    {
        picture.Should().NotBeEmpty();
        if (Folder is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.png"), picture);
        }
    }
}
