using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

public sealed class AccessibilityTests(SharedServer shared) : PageTest(shared)
{
    private const string Axe = "axe-core/axe.min.js";

    [BrowserFact(Axe)]
    public async Task Page_LightAndDarkWideAndNarrow_HasNoFindings()
    {
        foreach ((ColorScheme scheme, int width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390) })
        {
            await OpenAsync(width, scheme: scheme);
            (await FindingsAsync()).Should().BeEmpty($"{scheme}, {width}, before the first question");

            await AskAsync("What did the ship cost?");
            (await FindingsAsync()).Should().BeEmpty($"{scheme}, {width}, without an answer");

            await AskAsync("Who designed the ship?");
            await Answers.First.GetByRole(AriaRole.Button).ClickAsync();
            await Page.GetByText("Explain", new() { Exact = true }).ClickAsync();
            await Page.Locator("#strip .word").First.WaitForAsync();
            (await FindingsAsync()).Should().BeEmpty($"{scheme}, {width}, with everything open");
        }
    }

    [BrowserFact]
    public async Task Page_KeyboardOnly_CanDoEverything()
    {
        await OpenAsync();
        await Expect(Question).ToBeFocusedAsync();

        await Page.Keyboard.TypeAsync("Who designed the ship?");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(BestMark).ToHaveTextAsync("Colin Archer");
        await TabToAsync("#answers button");
        (await Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).Should().Be("solid", "focus is to be seen");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Text).ToBeFocusedAsync();
        (await Page.EvaluateAsync<string>("getSelection().toString()")).Should().Be("Colin Archer");
        await TabToAsync("#explain > summary");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#strip")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Page_PhoneWidth_NeedsNoSidewaysScrolling()
    {
        await OpenAsync(width: 320, height: 640);
        await AskAsync("Who designed the ship?");
        await Page.GetByText("Explain", new() { Exact = true }).ClickAsync();
        await Page.Locator("#strip .word").First.WaitForAsync();

        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().Be(320);
        double answer = await Answers.First.EvaluateAsync<double>("item => item.getBoundingClientRect().top");
        double text = await Text.EvaluateAsync<double>("item => item.getBoundingClientRect().top");
        answer.Should().BeLessThan(text, "on a phone the answer comes before the text");
    }

    private async Task TabToAsync(string selector)
    {
        for (int presses = 0; presses < 40; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The Tab key does not lead to '{selector}'.");
    }

    private async Task<string[]> FindingsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(NodeModules.PathOf(Axe)!));
        JsonElement result = await Page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })");
        return [.. result.GetProperty("violations").EnumerateArray().Select(static finding =>
            $"{finding.GetProperty("id").GetString()}: {finding.GetProperty("nodes")[0].GetProperty("html").GetString()} {finding.GetProperty("nodes")[0].GetProperty("failureSummary").GetString()}")];
    }
}
