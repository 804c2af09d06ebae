// Teaches a model the jargon of an invented ferry guild (tally, warden, salve, berth) with 160 questions and asks it 40 others.
// dotnet run -c Release --project samples/FineTuning -- CHECKPOINT [OUTPUT]
using System.Globalization;
using DistilBert.Qa;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Training;

if (args.Length is 0 or > 2)
{
    Console.Error.WriteLine("usage: FineTuning CHECKPOINT [OUTPUT]\nCHECKPOINT: a folder with config.json, model.safetensors and vocab.txt");
    return 2;
}

string output = args.Length > 1 ? args[1] : Path.Combine(Path.GetTempPath(), "ferry-guild");
SquadDataset training = SquadDataset.FromFile(Path.Combine(AppContext.BaseDirectory, "ferries-train.json"));
SquadDataset test = SquadDataset.FromFile(Path.Combine(AppContext.BaseDirectory, "ferries-test.json"));

double before = await MeasureAsync(args[0]);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"F1 before: {before:F1}"));

TrainingOptions options = new() { From = args[0], Output = output, Epochs = 6, BatchTokens = 1500, ReportFile = output + ".html" };
TrainingResult result = await QuestionAnswererTrainer.TrainAsync(options, training, progress: new ConsoleProgress());

double after = await MeasureAsync(result.Folder);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"F1 after:  {after:F1}"));
Console.WriteLine($"The model lies in {result.Folder}, the report in {options.ReportFile}.");
return 0;

async Task<double> MeasureAsync(string checkpoint)
{
    DirectoryInfo compiled = Directory.CreateTempSubdirectory();
    try
    {
        ModelCompiler.Compile(checkpoint, compiled.FullName, new CompilationOptions { Precision = ModelPrecision.Fp32 });
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new QuestionAnswererOptions { Model = compiled.FullName, Precision = ModelPrecision.Fp32 });
        return (await Evaluator.EvaluateAsync(answerer, test)).Scores.F1;
    }
    finally
    {
        compiled.Delete(recursive: true);
    }
}
