using System.Globalization;
using DistilBert.Qa.Models;

namespace DistilBert.Qa.Compilation;

/// <summary>The compiler as the model store sees it.</summary>
internal sealed class CheckpointCompiler : ICheckpointCompiler
{
    public string Version { get; } = ModelCompiler.Version.ToString(CultureInfo.InvariantCulture);

    // What the compiler writes does not depend on the processor.
    public string Processor => "any";

    public ModelPrecision OfCompiled(ModelPrecision asked) => ModelCompiler.Resolve(asked);

    public ModelPrecision OfExports(ModelPrecision asked) => CpuCapability.OfExports(asked);

    public void CheckConfiguration(string configurationFile) => CheckpointConfigReader.Read(configurationFile);

    public Task CompileAsync(string checkpointFolder, string outputFolder, ModelPrecision precision, CancellationToken cancellationToken) => Task.Run(
        () => ModelCompiler.Compile(checkpointFolder, outputFolder, new CompilationOptions { Precision = precision }, cancellationToken),
        cancellationToken);
}
