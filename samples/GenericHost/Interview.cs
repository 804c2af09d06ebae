using DistilBert.Qa;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GenericHost;

/// <summary>Asks several questions over one text in a single call, prints what was found and stops the app.</summary>
internal sealed class Interview(IQuestionAnswerer answerer, IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly string[] Questions =
    [
        "When was Voyager 1 launched?",
        "Who discovered the first volcano on Io?",
        "Where was the probe built?",
        "How long do radio signals take to reach it?",
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string context = await File.ReadAllTextAsync(configuration["text"] ?? "samples/texts/voyager.txt", stoppingToken);

        // One call: the text is tokenized once, and the windows of all questions run side by side.
        QaInput[] inputs = [.. Questions.Select(question => new QaInput(question, context))];
        IReadOnlyList<QaResult> results = await answerer.AnswerAsync(inputs, cancellationToken: stoppingToken);

        foreach ((QaInput input, QaResult result) in inputs.Zip(results))
        {
            Console.WriteLine(input.Question);
            foreach (Answer answer in result.Answers)
            {
                Console.WriteLine($"  {answer.Probability,6:P1}  {answer.Text}  ({answer.Start}..{answer.End})");
            }
        }

        lifetime.StopApplication();
    }
}
