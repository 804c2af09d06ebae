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
    }

    [BrowserFact]
    public async Task Open_LinkWithAQuestion_AsksIt()
    {
        await OpenAsync(hash: "#q=Who%20designed%20the%20ship%3F");

        await Expect(Question).ToHaveValueAsync("Who designed the ship?");
        await Expect(BestMark).ToHaveTextAsync("Colin Archer");
        Page.Url.Should().NotContain("Fram", "the link carries the question, not the text");
    }

    [BrowserFact]
    public async Task Explain_Opened_ShowsScoresPerWordAndTimes()
    {
        await OpenAsync();
        await AskAsync("Who designed the ship?");

        await Page.GetByText("Explain", new() { Exact = true }).ClickAsync();

        ILocator hottest = Page.Locator("#strip .word.in-answer").First;
        await Expect(hottest).ToHaveTextAsync("Colin");
        (await hottest.EvaluateAsync<double>("word => Number(word.style.getPropertyValue('--s'))")).Should().Be(1);
        await Expect(Page.Locator(".facts table")).ToHaveCountAsync(3);
        await Expect(Page.Locator(".facts")).ToContainTextAsync("From call to result");
    }

    [BrowserFact]
    public async Task Model_Picked_AnswersAndReports()
    {
        await OpenAsync();
        await AskAsync("Who designed the ship?");
        await Expect(Page.Locator("#report")).ToContainTextAsync("on cpu");

        int models = await Page.Locator("#model option").CountAsync();
        await Page.GetByLabel("Model").SelectOptionAsync(new SelectOptionValue { Index = models - 1 });
        await AskAsync("Where did they meet Frederick Jackson?");

        string last = await Page.Locator("#model option").Last.InnerTextAsync();
        await Expect(Page.Locator("#report")).ToContainTextAsync($"{last}: ");
        await Expect(Page.Locator("#report")).ToContainTextAsync("on cpu");
        await Expect(BestMark).ToHaveTextAsync("Cape Flora");
    }
}
