using DistilBert.Qa;

// Loads the small model on the provider named first, under the policy named second, asks one question and says what happened, a line each.
QuestionAnswererOptions options = new() { WhenProviderMissing = Enum.Parse<MissingProvider>(args[1]) };
if (args[0].StartsWith("named:", StringComparison.Ordinal))
{
    options.UseProvider(ExecutionProvider.Named(args[0]["named:".Length..]));
}
else
{
    options.Provider = args[0];
}

try
{
    using QuestionAnswerer answerer = QuestionAnswerer.Create(options);
    ProviderReport report = answerer.Info.ProviderReport;
    QaResult result = await answerer.AnswerAsync("Who wrote the letter?", "The letter was written by Ada Lovelace in 1843.");
    Console.WriteLine($"asked {report.Asked}\ngot {report.Got}\npackage {report.NativePackage}\nversion {report.NativeVersion}\nreason {report.Reason}\nanswer {result.Best!.Text}");
    return 0;
}
catch (ExecutionProviderException missing)
{
    Console.WriteLine("error " + missing.Message);
    return 1;
}
