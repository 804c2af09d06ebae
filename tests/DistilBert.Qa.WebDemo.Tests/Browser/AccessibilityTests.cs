using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

public sealed class AccessibilityTests(SharedServer shared) : PageTest(shared)
{
    private const string Axe = "axe-core/axe.min.js";

    [BrowserFact(Axe)]
    public async Task Page_EveryStateLightAndDarkWideAndNarrow_HasNoFindings()
    {
        IgnoreFailedRequests = true;
        foreach ((ColorScheme scheme, int width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390) })
        {
            await OpenAsync(width, scheme: scheme);
            await ShouldHaveNoFindingsAsync($"{scheme}, {width}, before the first question");

            await AskAsync("What did the ship cost?");
            await ShouldHaveNoFindingsAsync($"{scheme}, {width}, without an answer");

            await Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "lamp.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Texts.Lamp) });
            await Expect(Page.Locator("#tabs li")).ToHaveCountAsync(2);
            await AskAsync("Who designed the ship?");
            await Answers.First.GetByRole(AriaRole.Button).ClickAsync();
            await OpenExplanationAsync();
            await ShouldHaveNoFindingsAsync($"{scheme}, {width}, with several texts and everything open");

            await Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "broken.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes("no") });
            await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await ShouldHaveNoFindingsAsync($"{scheme}, {width}, with an error");

            await UseTextAsync(Texts.Long(2000));
            await Question.FillAsync(Texts.WhoLit);
            await Question.PressAsync("Enter");
            await Expect(Answers).Not.ToHaveCountAsync(0);
            await ShouldHaveNoFindingsAsync($"{scheme}, {width}, while it reads");
        }
    }

    [BrowserFact(Axe)]
    public async Task Page_AskingForTheKey_HasNoFindingsAndGoesOn()
    {
        IgnoreFailedRequests = true;
        await using TestServer server = await (await TestServer.StartAsync("--WebDemo:ApiKey=secret")).ReadyAsync();
        await GoAsync(server: server);
        await Expect(Page.GetByLabel("Key", new() { Exact = true })).ToBeFocusedAsync();
        await ShouldHaveNoFindingsAsync("with the dialog for the key");

        await Page.Keyboard.TypeAsync("wrong");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByLabel("Key", new() { Exact = true })).ToBeFocusedAsync();
        await Page.GetByLabel("Key", new() { Exact = true }).FillAsync("secret");
        await Page.Keyboard.PressAsync("Enter");

        await BeReadyAsync();
        await AskAsync("Who designed the ship?");
        await Expect(BestMark).ToHaveTextAsync("Colin Archer");
    }

    // What a checker cannot see: the words of the text box lie over marks that belong to another element.
    [BrowserFact]
    public async Task Page_WordsAndControls_StandOutInBothThemes()
    {
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await OpenAsync(scheme: scheme);
            string[] weak = await Page.EvaluateAsync<string[]>("""
                () => {
                  const probe = document.body.appendChild(document.createElement("i"));
                  const light = name => {
                    probe.style.color = `var(--${name})`;
                    const [r, g, b] = getComputedStyle(probe).color.match(/[\d.]+/g).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                  };
                  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
                  const words = [["ink", "paper"], ["ink", "sheet"], ["ink", "mark"], ["ink", "mark-other"], ["soft", "paper"], ["soft", "sheet"],
                                 ["accent", "paper"], ["accent", "sheet"], ["on-accent", "accent"], ["bad", "paper"]];
                  const controls = [["control", "paper"], ["control", "sheet"], ["start", "sheet"], ["end", "sheet"], ["accent", "line"]];
                  const below = (pairs, least) => pairs.map(([a, b]) => [a, b, contrast(a, b)]).filter(pair => pair[2] < least).map(pair => pair.join(" "));
                  return [...below(words, 4.5), ...below(controls, 3)];
                }
                """);

            weak.Should().BeEmpty($"{scheme}");
        }
    }

    [BrowserFact]
    public async Task Page_ReducedMotion_DoesNotMove()
    {
        const string Motion = """
            () => [getComputedStyle(document.querySelector("mark")).animationName, getComputedStyle(document.getElementById("text")).scrollBehavior,
                   ...new Set([...document.querySelectorAll("*")].map(item => getComputedStyle(item).transitionDuration))].join(" ")
            """;
        await OpenAsync();
        await AskAsync("Who designed the ship?");
        string reduced = await Page.EvaluateAsync<string>(Motion);

        await OpenAsync(motion: ReducedMotion.NoPreference);
        await AskAsync("Who designed the ship?");
        string usual = await Page.EvaluateAsync<string>(Motion);

        reduced.Should().Be("none auto 0s");
        usual.Should().StartWith("appear smooth");
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
        (await Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle")).Should().Be("solid", "focus is to be seen");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Text).ToBeFocusedAsync();
        (await Page.EvaluateAsync<string>("() => getSelection().toString()")).Should().Be("Colin Archer");
        await TabToAsync("#explain > summary");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#strip")).ToBeVisibleAsync();
        await TabToAsync("#strip");

        await Question.FocusAsync();
        await TabToAsync("#add");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Text).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(Texts.Lamp);
        await Question.FocusAsync();
        await TabToAsync("#file");
        await TabToAsync("#tabs .remove");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#tabs li")).ToHaveCountAsync(0);
        await Expect(Text).ToHaveValueAsync(Texts.Lamp);
        await Page.Locator("#model").FocusAsync();
        await TabToAsync("#theme");
        await Page.Keyboard.PressAsync("Enter");
        (await Page.Locator("html").GetAttributeAsync("data-theme")).Should().Be("dark");
    }

    [BrowserFact]
    public async Task Page_ArrowKeys_GoToTheAnswersAndBack()
    {
        await OpenAsync();
        await UseTextAsync("The lamp was lit by Marta Holm in 1871. The second lamp was lit by Ole Lund in 1872. The third was lit by Ida Berg.");
        await AskAsync("Who lit a lamp?");
        ILocator buttons = Page.Locator("#answers button");

        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(buttons.First).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(buttons.Nth(1)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowUp");
        await Page.Keyboard.PressAsync("ArrowUp");

        await Expect(Question).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Page_ScreenReader_IsToldTheAnswerOnce()
    {
        await OpenAsync();

        await AskAsync("Where did they meet Frederick Jackson?");
        await Expect(Spoken).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Cape Flora, \d+ %\. Arrow down leads to the answers\.$"));

        await AskAsync("What did the ship cost?");
        await Expect(Spoken).ToHaveTextAsync("The text does not say.");
    }

    [BrowserFact]
    public async Task Page_PhoneWidth_NeedsNoSidewaysScrolling()
    {
        await OpenAsync(width: 320);
        await AskAsync("Who designed the ship?");
        await OpenExplanationAsync();

        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().Be(320);
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

    private async Task ShouldHaveNoFindingsAsync(string state)
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(NodeModules.PathOf(Axe)!));
        JsonElement result = await Page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })");
        string[] findings = [.. result.GetProperty("violations").EnumerateArray().Select(static finding =>
            $"{finding.GetProperty("id").GetString()}: {finding.GetProperty("nodes")[0].GetProperty("html").GetString()} {finding.GetProperty("nodes")[0].GetProperty("failureSummary").GetString()}")];
        findings.Should().BeEmpty(state);
        result.GetProperty("passes").GetArrayLength().Should().BeGreaterThan(20, "the checks did run");
    }
}
