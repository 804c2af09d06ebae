using System.CommandLine;

namespace DistilBert.Qa.Benchmarks.Models;

/// <summary><c>generate</c>: writes a model of random weights in every form that is measured.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        Argument<string> shape = new("shape") { Description = "base for DistilBERT-base's, tiny for 2 layers of 32 units." };
        shape.AcceptOnlyFromAmong(CheckpointShape.Base.Name, CheckpointShape.Tiny.Name);
        Argument<string> folder = new("folder") { Description = "Where checkpoint/, fp32/, int8/ and stock/ go." };
        Command command = new("generate", "Writes a checkpoint of random weights, our compiler's models of it and its stock export.") { shape, folder };
        command.SetAction(parsed => BenchmarkModels.Generate(
            parsed.GetRequiredValue(shape) == CheckpointShape.Base.Name ? CheckpointShape.Base : CheckpointShape.Tiny, parsed.GetRequiredValue(folder)));
        return command;
    }
}
