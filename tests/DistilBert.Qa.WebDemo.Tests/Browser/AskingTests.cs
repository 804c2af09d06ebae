using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

public sealed class AskingTests(SharedServer shared) : PageTest(shared)
{
    [BrowserFact]
    public async Task Ask_Enter_MarksTheAnswerInTheText()
    {
        await OpenAsync();

        await AskAsync("Who designed the ship?");

        await Expect(Answers.First).ToContainTextAsync("Colin Archer");
        await Expect(BestMark).ToHaveTextAsync("Colin Archer");
        await Expect(BestMark).ToBeInViewportAsync();
        await Expect(Answers.First.Locator(".value")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+ %$"));
    }

    [BrowserFact]
    public async Task Ask_Typing_AnswersWithoutEnterAndTheLastQuestionWins()
    {
        await OpenAsync();

        await Question.PressSequentiallyAsync("Where did they meet Frederick Jackson?", new() { Delay = 15 });

        await Expect(BestMark).ToHaveTextAsync("Cape Flora");
        (await Page.EvaluateAsync<string>("decodeURIComponent(location.hash)")).Should().Be("#q=Where did they meet Frederick Jackson?");
    }

    [BrowserFact]
    public async Task Ask_AnswerFarDown_IsScrolledToAndClickingSelectsIt()
    {
        await OpenAsync();
        await UseTextAsync(Texts.Long(120));

        await AskAsync(Texts.WhoLit);
        double automatic = await Text.EvaluateAsync<double>("text => text.scrollTop");
        await Text.EvaluateAsync("text => text.scrollTop = 0");
        await Answers.First.GetByRole(AriaRole.Button).ClickAsync();

        automatic.Should().BePositive();
        await Expect(Page.Locator("mark.chosen")).ToHaveTextAsync("Marta Holm");
        await Expect(Page.Locator("mark.chosen")).ToBeInViewportAsync();
        (await Text.EvaluateAsync<string>("text => text.value.slice(text.selectionStart, text.selectionEnd)")).Should().Be("Marta Holm");
        await Expect(Text).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Ask_TextDoesNotSay_SaysSo()
    {
        await OpenAsync();

        await AskAsync("What did the ship cost?");

        await Expect(Answers.First).ToContainTextAsync("The text does not say.");
        await Expect(BestMark).ToHaveCountAsync(0);
        await Page.GetByLabel("The text may not say").UncheckAsync();
        await Expect(Answers.First.Locator(".around")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Ask_MarksAndTextBox_LieOnTopOfEachOther()
    {
        await OpenAsync();
        await AskAsync("Who designed the ship?");

        // What the mark covers must be what the text box shows there: same box, same type, same scroll height.
        string difference = await Page.EvaluateAsync<string>("""
            () => {
              const text = document.getElementById("text"), back = document.getElementById("backdrop");
              const a = getComputedStyle(text), b = getComputedStyle(back);
              const properties = ["font", "padding", "width", "height", "lineHeight", "letterSpacing", "wordSpacing", "whiteSpace", "overflowWrap", "tabSize", "textAlign"];
              const unequal = properties.filter(name => a[name] !== b[name]);
              return [...unequal, text.scrollHeight === back.scrollHeight ? "" : `scrollHeight ${text.scrollHeight} ${back.scrollHeight}`].join(" ").trim();
            }
            """);

        difference.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Ask_SeveralTexts_ShowsTheOneThatAnswers()
    {
        await OpenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "New" }).ClickAsync();
        await Text.FillAsync(Texts.Lamp);
        await Page.GetByRole(AriaRole.Button, new() { Name = "The drift of the Fram", Exact = true }).ClickAsync();

        await AskAsync(Texts.WhoLit);

        await Expect(Text).ToHaveValueAsync(Texts.Lamp);
        await Expect(BestMark).ToHaveTextAsync("Marta Holm");
        await Expect(Answers.First.Locator(".place")).ToHaveTextAsync("Text 2");
        await AskAsync("Where did they meet Frederick Jackson?");
        await Expect(BestMark).ToHaveTextAsync("Cape Flora");
    }

    [BrowserFact]
    public async Task Ask_Before_IsKeptAndCanBeAskedAgain()
    {
        await OpenAsync();
        await AskAsync("Who designed the ship?");
        await AskAsync("Where did they meet Frederick Jackson?");

        await Page.Locator("#history button").Nth(1).ClickAsync();

        await Expect(BestMark).ToHaveTextAsync("Colin Archer");
        await Page.ReloadAsync();
        await Expect(Page.Locator("#history button")).ToHaveCountAsync(2);

        // The link's question has its answer but is not kept yet; forgotten it must be all the same.
        await Expect(BestMark).ToHaveTextAsync("Colin Archer");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Forget" }).ClickAsync();
        await Page.WaitForTimeoutAsync(2000);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Asked before" })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Open_LinkWithAQuestion_AsksIt()
    {
        await OpenAsync(hash: "#q=Who%20designed%20the%20ship%3F");

        await Expect(Question).ToHaveValueAsync("Who designed the ship?");
        await Expect(BestMark).ToHaveTextAsync("Colin Archer");
        Page.Url.Should().NotContain("Fram", "the link carries the question, not the text");
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Expect(Status).ToHaveTextAsync("Copied. The link carries the question, not the text.");
        (await Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Should().Be(Page.Url);
    }

    [BrowserFact]
    public async Task Explain_Opened_ShowsScoresPerWordAndTimes()
    {
        await OpenAsync();
        await AskAsync("Who designed the ship?");

        await OpenExplanationAsync();

        ILocator hottest = Page.Locator("#strip .word.in-answer").First;
        await Expect(hottest).ToHaveTextAsync("Colin");
        (await hottest.EvaluateAsync<double>("word => Number(word.style.getPropertyValue('--s'))")).Should().Be(1);
        await Expect(Page.Locator(".facts table")).ToHaveCountAsync(3);
        await Expect(Page.Locator(".facts")).ToContainTextAsync("From call to result");
        await Expect(Page.Locator(".map .window.shown")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Explain_SeveralWindows_OnePicksThemByListAndByMap()
    {
        await OpenAsync();
        await UseTextAsync(Texts.Long(120));
        await AskAsync(Texts.WhoLit);
        await OpenExplanationAsync();
        int windows = await Page.Locator("#window option").CountAsync();
        windows.Should().BeGreaterThan(3);
        await Expect(Page.Locator(".strip .in-answer").First).ToHaveTextAsync("Marta");

        await Page.Locator("#window").SelectOptionAsync("0");
        await Expect(Page.Locator(".map .window").First).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("shown"));
        await Expect(Page.Locator(".strip .in-answer")).ToHaveCountAsync(0);

        await Page.Locator(".map .window").Last.ClickAsync();
        await Expect(Page.Locator("#window")).ToHaveValueAsync((windows - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [BrowserFact]
    public async Task Ask_SeveralAnswers_DoNotOverlapAndAreAllMarked()
    {
        await OpenAsync();
        await UseTextAsync("The lamp was lit by Marta Holm in 1871. The second lamp was lit by Ole Lund in 1872. The third was lit by Ida Berg.");
        await AskAsync("Who lit a lamp?");

        await Expect(Page.Locator("mark")).ToHaveCountAsync(await Page.Locator("#answers button").CountAsync());
        (await Page.Locator("mark").CountAsync()).Should().BeGreaterThan(1);
        await Page.Locator("#answers button").Nth(1).ClickAsync();
        await Expect(Page.Locator("mark.chosen")).ToHaveTextAsync(await Page.Locator("#answers button .words").Nth(1).InnerTextAsync());
    }

    [BrowserFact]
    public async Task Ask_HalfAnEmoji_IsAnsweredAllTheSame()
    {
        await OpenAsync();
        await Page.EvaluateAsync("""
            () => {
              const text = document.getElementById("text");
              text.value = "Half \ud83d an emoji. The lamp was lit by Marta Holm.";
              text.dispatchEvent(new Event("input"));
            }
            """);

        await AskAsync(Texts.WhoLit);

        await Expect(BestMark).ToHaveTextAsync("Marta Holm");
    }

    [BrowserFact]
    public async Task Model_Picked_AnswersAndReports()
    {
        DirectoryInfo models = Directory.CreateTempSubdirectory("models");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(models.FullName, "second"), TestModel.Folder!);
            await using TestServer server = await (await TestServer.StartAsync($"--WebDemo:ModelsFolder={models.FullName}")).ReadyAsync();
            await OpenAsync(server: server);
            await Expect(Page.Locator("#report")).ToContainTextAsync($"{TestModel.Id}: ");
            await Expect(Page.Locator("#report")).ToContainTextAsync("Runs on cpu");

            await Page.GetByLabel("Model").SelectOptionAsync("second");
            await Expect(Page.Locator("#report")).ToHaveTextAsync("second: loads with its first question.");
            await AskAsync("Where did they meet Frederick Jackson?");

            await Expect(Page.Locator("#report")).ToContainTextAsync("second: ");
            await Expect(Page.Locator("#report")).ToContainTextAsync("Runs on cpu");
            await Expect(BestMark).ToHaveTextAsync("Cape Flora");
        }
        finally
        {
            models.Delete(recursive: true);
        }
    }
}
