using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using DistilBert.Qa;
using DistilBert.Qa.Aot;
using Microsoft.Extensions.DependencyInjection;

// Answers a fixed set of questions and prints the answers to the last bit; arguments: threads and streams, both optional.
ServiceProvider services = new ServiceCollection()
    .AddDistilBertQa(options =>
    {
        options.Threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : null;
        options.Streams = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : null;
    })
    .BuildServiceProvider();
await using (services)
{
    IQuestionAnswerer answerer = services.GetRequiredService<IQuestionAnswerer>();
    await answerer.AnswerAsync(Interview.Inputs()[0]);
    TimeSpan start = DateTime.Now - Process.GetCurrentProcess().StartTime;

    // What precision and mode of the model are chosen by: it must not depend on how the program was compiled.
    Console.WriteLine(string.Join(" ", ProviderSurvey.Take().CpuFeatures));
    foreach (DecodingMode decoding in Enum.GetValues<DecodingMode>())
    {
        AnswerOptions options = new() { Top = 3, AllowNoAnswer = true, Decoding = decoding };
        foreach (QaResult result in await answerer.AnswerAsync(Interview.Inputs(), options))
        {
            Console.WriteLine(string.Join(" | ", result.Answers.Select(Describe)));
        }
    }

    // On standard error, where it takes no part in the comparison.
    Console.Error.WriteLine($"culture '{CultureInfo.CurrentCulture.Name}', server collector {GCSettings.IsServerGC}, first answer after {start.TotalMilliseconds:F0} ms");
}

static string Describe(Answer answer) => string.Create(
    CultureInfo.InvariantCulture,
    $"{answer.ContextIndex}:{answer.Start}-{answer.End} '{answer.Text.ReplaceLineEndings(" ")}' {BitConverter.DoubleToInt64Bits(answer.Probability):X16} {BitConverter.DoubleToInt64Bits(answer.Score):X16}");
