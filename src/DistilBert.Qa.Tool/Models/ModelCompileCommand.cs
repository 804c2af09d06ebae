using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Models;

/// <summary><c>model compile</c>: makes a model folder that runs from a checkpoint.</summary>
internal sealed class ModelCompileCommand : ToolCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "The checkpoint: a folder with config.json, model.safetensors and vocab.txt." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The folder to make; a model in it is replaced.", HelpName = "folder", Required = true };
    private readonly Option<ModelPrecision> _precision = Choice.Of<ModelPrecision>("--precision", "The precision of the weights; auto is int8.");
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object instead of text." };

    public ModelCompileCommand(ToolConsole console)
        : base(
            "compile",
            "Compiles a checkpoint to a folder with an ONNX model that runs fast and stands on its own.",
            console,
            "distilbert-qa model compile checkpoint -o model --precision int8",
            "distilbert-qa model compile \"$(distilbert-qa model path owner/name)\" -o model")
    {
        Add(_folder);
        Add(_output);
        Add(_precision);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string folder = parsed.GetRequiredValue(_folder);
        string output = parsed.GetRequiredValue(_output);
        CompilationOptions options = new() { Precision = parsed.GetValue(_precision) };
        Stopwatch watch = Stopwatch.StartNew();
        CompiledModel made = await Task.Run(() => ModelCompiler.Compile(folder, output, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        watch.Stop();

        if (parsed.GetValue(_json))
        {
            WriteJson(made, watch.Elapsed);
        }
        else
        {
            WriteText(made, watch.Elapsed);
        }

        return ExitStatus.Done;
    }

    private static string PrecisionOf(CompiledModel made) => made.Precision.ToString().ToLowerInvariant();

    private void WriteText(CompiledModel made, TimeSpan time)
    {
        TextWriter text = Console.Text;
        text.WriteLine($"Model          {made.ModelPath}");
        text.WriteLine($"Precision      {PrecisionOf(made)}");
        text.WriteLine($"Parameters     {ByteSize.Parameters(made.Parameters)}");
        text.WriteLine($"Size           {ByteSize.Of(made.ModelBytes)}, from {ByteSize.Of(made.SourceBytes)}");
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Time           {time.TotalSeconds:F1} s"));
    }

    private void WriteJson(CompiledModel made, TimeSpan time)
    {
        using JsonLineWriter line = new();
        Utf8JsonWriter json = line.Begin();
        JsonText.Write(json, "folder", made.Folder);
        JsonText.Write(json, "model", made.ModelPath);
        json.WriteString("precision", PrecisionOf(made));
        json.WriteNumber("parameters", made.Parameters);
        json.WriteNumber("bytes", made.ModelBytes);
        json.WriteNumber("sourceBytes", made.SourceBytes);
        json.WriteString("sourceSha256", made.SourceSha256);
        json.WriteNumber("seconds", time.TotalSeconds);
        line.End();
        line.WriteTo(Console.Output);
    }
}
