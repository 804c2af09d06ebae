using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

public sealed class LongTextTests(SharedServer shared) : PageTest(shared)
{
    [BrowserFact]
    public async Task Ask_LongText_ShowsProgressAndTheBestSoFar()
    {
        await OpenAsync();
        await UseTextAsync(Texts.Lamp + " " + Texts.Long(3000));
        await Question.FillAsync(Texts.WhoLit);
        await Expect(Status).ToHaveTextAsync("Long text: press Enter to ask.");

        // The page watches itself: from here, looking may be slower than reading.
        await Page.EvaluateAsync("""
            () => new MutationObserver(() => {
                const [progress, cancel, answer] = ['progress', 'cancel', 'answers'].map(id => document.getElementById(id));
                window.seenWhileReading ||= progress.checkVisibility() && cancel.checkVisibility() && progress.value > 0 && answer.textContent.includes('Marta Holm');
            }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
            """);

        await Question.PressAsync("Enter");

        await Page.WaitForFunctionAsync("() => window.seenWhileReading");
        await Expect(Page.Locator("#progress")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(Page.GetByRole(AriaRole.Progressbar, new() { Name = "Windows read", IncludeHidden = true })).ToHaveCountAsync(1);
        await Expect(Status).ToContainTextAsync("windows");
        await Expect(BestMark).ToHaveTextAsync("Marta Holm");
    }

    [BrowserFact]
    public async Task Cancel_WhileItReads_StopsAndKeepsTheBestSoFar()
    {
        await OpenAsync();
        await UseTextAsync(Texts.Lamp + " " + Texts.Long(40_000));
        await Question.FillAsync(Texts.WhoLit);
        await Question.PressAsync("Enter");
        await Expect(Answers.First).ToContainTextAsync("Marta Holm");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(Status).ToHaveTextAsync("Cancelled.");
        await Expect(Page.Locator("#progress")).ToBeHiddenAsync();
        await Expect(Answers.First).ToContainTextAsync("Marta Holm");
        await UseTextAsync(Texts.Lamp);
        await AskAsync("When was the lamp lit?");
        await Expect(BestMark).ToContainTextAsync("1871");
    }

    [BrowserFact]
    public async Task Escape_BeforeAnythingWasFound_LeavesNoAnswerOfAnotherQuestion()
    {
        await OpenAsync();
        await AskAsync("Who designed the ship?");
        await Page.RouteAsync("**/v1/answers/stream", _ => Task.CompletedTask);
        await Question.FillAsync("How many dogs did they take?");
        await Question.PressAsync("Enter");
        await Expect(Status).ToHaveTextAsync("Reading…");

        await Page.Keyboard.PressAsync("Escape");

        await Expect(Status).ToHaveTextAsync("Cancelled.");
        await Expect(Answers).ToHaveCountAsync(0);
        await Expect(Page.Locator("mark")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Ask_ServerGivesUpInTheMiddle_SaysSoAndKeepsTheBestSoFar()
    {
        await using TestServer server = await (await TestServer.StartAsync("--WebDemo:StreamTimeout=00:00:03")).ReadyAsync();
        await OpenAsync(server: server);
        await UseTextAsync(Texts.Lamp + " " + Texts.Long(40_000));
        await Question.FillAsync(Texts.WhoLit);

        await Question.PressAsync("Enter");

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It was stopped.", new() { Timeout = 30_000 });
        await Expect(Answers.First).ToContainTextAsync("Marta Holm");
        await Expect(Page.Locator("#send")).ToBeVisibleAsync();
    }
}
