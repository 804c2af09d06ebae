using DistilBert.Qa.WebDemo.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using WebDemo.Models;
using Xunit.Abstractions;
using static DistilBert.Qa.WebDemo.Tests.Load.MeasurementFile;

namespace DistilBert.Qa.WebDemo.Tests.Load;

public sealed class PageMeasurements(SharedServer shared, ITestOutputHelper output) : PageTest(shared)
{
    private const int Openings = 9;
    private const string Typed = "Where did they meet the explorer Frederick Jackson?";
    private const int TypedBefore = 12;

    [LoadFact(needsBrowser: true)]
    public async Task Page_OpenedAndTypedInto_Measured()
    {
        List<double> openings = [];
        for (int round = 0; round < Openings; round++)
        {
            openings.Add(await OpenWithQuestionAsync());
        }

        await OpenAsync();
        string page = await Text.InputValueAsync();
        string[] words = string.Join(' ', Enumerable.Repeat(page, 4)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await UseTextAsync(string.Join(' ', words[..1000]));
        await AskAsync(Typed[..TypedBefore]);
        List<(double FromKey, double FromRequest)> keys = [];
        foreach (char key in Typed[TypedBefore..])
        {
            keys.Add(await TypeAsync(key));
        }

        string windows = (await Status.InnerTextAsync()).Split(" · ")[1];
        QuestionAnswerer model = await Server.App.Services.GetRequiredService<ModelCatalog>().Default.GetAsync(CancellationToken.None);
        output.WriteLine(await WriteAsync("web-page.json", model.Info, new
        {
            FromOpeningThePageToTheMarkedAnswer = new
            {
                Openings,
                MedianMilliseconds = Round(Share(openings, 0.5)),
                SlowestMilliseconds = Round(openings.Max()),
            },
            QuestionPerKeystrokeOver1000Words = new
            {
                Keystrokes = keys.Count,
                Windows = windows,
                FromRequestToShownMedianMilliseconds = Round(Share(keys.Select(static key => key.FromRequest), 0.5)),
                FromRequestToShownPercentile90Milliseconds = Round(Share(keys.Select(static key => key.FromRequest), 0.9)),
                PauseBeforeTheRequestMilliseconds = 120,
                FromKeyToShownMedianMilliseconds = Round(Share(keys.Select(static key => key.FromKey), 0.5)),
            },
        }));
    }

    private async Task<double> OpenWithQuestionAsync()
    {
        await GoAsync(hash: "#q=Who%20designed%20the%20ship%3F");
        double time = await Page.EvaluateAsync<double>("""
            () => new Promise(resolve => {
              const look = () => document.querySelector("mark.best") ? resolve(performance.now()) : setTimeout(look, 1);
              look();
            })
            """);
        await Page.Context.CloseAsync();
        return time;
    }

    // From the input event to the moment the page says how long the answer took; that time runs from the request.
    private async Task<(double FromKey, double FromRequest)> TypeAsync(char key)
    {
        await Page.EvaluateAsync("""
            () => {
              const status = document.getElementById("status");
              status.textContent = "";
              window.typed = new Promise(resolve => {
                let pressed = 0;
                document.getElementById("question").addEventListener("input", () => pressed = performance.now(), { once: true });
                const observer = new MutationObserver(() => {
                  const said = status.textContent.match(/^([\d.]+) (ms|s) · /);
                  if (said) {
                    observer.disconnect();
                    resolve([performance.now() - pressed, Number(said[1]) * (said[2] === "s" ? 1000 : 1)]);
                  }
                });
                observer.observe(status, { childList: true });
              });
            }
            """);
        await Question.PressSequentiallyAsync(key.ToString());
        double[] times = await Page.EvaluateAsync<double[]>("() => window.typed");
        return (times[0], times[1]);
    }

    private static double Share(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
