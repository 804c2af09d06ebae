using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DistilBert.Qa.WebDemo.Tests.Browser;

/// <summary>Opens the page in a real browser; every error of the page and every request elsewhere fails the test.</summary>
[Collection(ServerGroup.Name)]
public abstract class PageTest(SharedServer shared) : IAsyncLifetime
{
    private readonly List<string> _errors = [];
    private string _address = "";
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    protected IPage Page { get; private set; } = null!;

    protected TestServer Server => shared.Server;

    protected ILocator Question => Page.GetByRole(AriaRole.Textbox, new() { Name = "Question" });

    protected ILocator Text => Page.GetByRole(AriaRole.Textbox, new() { Name = "Text to search" });

    protected ILocator Answers => Page.Locator("#answers > li");

    protected ILocator BestMark => Page.Locator("mark.best");

    protected ILocator Status => Page.Locator("#status");

    /// <summary>What a screen reader is told.</summary>
    protected ILocator Spoken => Page.GetByRole(AriaRole.Status);

    /// <summary>For tests in which the server is meant to refuse: the browser notes that as an error of its own.</summary>
    protected bool IgnoreFailedRequests { get; set; }

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        _errors.Should().BeEmpty();
    }

    /// <summary>Opens the page and waits until it can be used.</summary>
    protected async Task OpenAsync(
        int width = 1280, ColorScheme scheme = ColorScheme.Light, string hash = "", TestServer? server = null, ReducedMotion motion = ReducedMotion.Reduce, float scale = 1)
    {
        await GoAsync(width, scheme, hash, server, motion, scale);
        await BeReadyAsync();
    }

    protected async Task GoAsync(
        int width = 1280, ColorScheme scheme = ColorScheme.Light, string hash = "", TestServer? server = null, ReducedMotion motion = ReducedMotion.Reduce, float scale = 1)
    {
        _address = (server ?? Server).Address;
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            DeviceScaleFactor = scale,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = scheme,
            ReducedMotion = motion,
        });
        Page = await context.NewPageAsync();
        Page.SetDefaultTimeout(30_000);
        SetDefaultExpectTimeout(30_000);
        Page.PageError += (_, error) => _errors.Add(error);
        Page.Console += (_, message) => Note(message);
        Page.Request += (_, request) => Note(request);
        await Page.GotoAsync($"{_address}/{hash}");
    }

    protected Task BeReadyAsync() => Page.Locator("html[data-ready]").WaitForAsync();

    protected async Task OpenExplanationAsync()
    {
        await Page.GetByText("Explain", new() { Exact = true }).ClickAsync();
        await Page.Locator("#strip .word").First.WaitForAsync();
    }

    /// <summary>Puts a text in and waits until nothing is asked any more.</summary>
    protected async Task UseTextAsync(string text)
    {
        await Question.FillAsync("");
        await Text.FillAsync(text);
    }

    protected async Task AskAsync(string question)
    {
        await Question.FillAsync(question);
        await Question.PressAsync("Enter");
        await Page.WaitForFunctionAsync("() => document.getElementById('cancel').hidden && / ms| s /.test(document.getElementById('status').textContent)");
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !(IgnoreFailedRequests && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
        {
            _errors.Add(message.Text);
        }
    }

    private void Note(IRequest request)
    {
        if (!request.Url.StartsWith(_address, StringComparison.Ordinal))
        {
            _errors.Add($"The page asked for {request.Url}.");
        }
    }
}
