using DistilBert.Qa.WebDemo.Tests.Browser;
using Xunit.Abstractions;

namespace DistilBert.Qa.WebDemo.Tests.Load;

public sealed class PageMeasurements(SharedServer shared, ITestOutputHelper output) : PageTest(shared)
{
    private const int Rounds = 9;

    [LoadFact]
    public async Task Page_OpenedWithAQuestion_TimeToTheFirstAnswer()
    {
        List<double> times = [];
        for (int round = 0; round < Rounds; round++)
        {
            await OpenAsync(hash: "#q=Who%20designed%20the%20ship%3F");
            times.Add(await Page.EvaluateAsync<double>("""
                () => new Promise(resolve => {
                  const look = () => document.querySelector("mark.best") ? resolve(performance.now()) : setTimeout(look, 1);
                  look();
                })
                """));
        }

        output.WriteLine(FormattableString.Invariant($"from opening the page to the marked answer: median {times.Order().ElementAt(Rounds / 2):F0} ms, best {times.Min():F0} ms"));
    }

    [LoadFact]
    public async Task Page_ThousandWords_TimePerQuestion()
    {
        await OpenAsync();
        string page = await Text.InputValueAsync();
        string[] words = string.Join(' ', Enumerable.Repeat(page, 4)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await UseTextAsync(string.Join(' ', words[..1000]));
        List<double> times = [];
        for (int round = 0; round < Rounds; round++)
        {
            await AskAsync(round % 2 == 0 ? "Who designed the ship?" : "How many dogs did they take?");
            string[] status = (await Status.InnerTextAsync()).Split(' ');
            times.Add(double.Parse(status[0], System.Globalization.CultureInfo.InvariantCulture) * (status[1] == "s" ? 1000 : 1));
        }

        output.WriteLine(FormattableString.Invariant($"question over 1,000 words, from request to marked answer: median {times.Order().ElementAt(Rounds / 2):F0} ms, best {times.Min():F0} ms"));
    }
}
