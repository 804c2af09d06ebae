using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tests.Models.Store;

/// <summary>Stands in for the compiler: the "graph" is a function of the source, and calls are counted.</summary>
internal sealed class FakeCompiler : ICheckpointCompiler
{
    private int _calls;

    public int Calls => _calls;

    public string Version { get; set; } = "1.0";

    public string Processor { get; set; } = "vnni";

    public TimeSpan Duration { get; set; }

    public Action<string>? OnCompile { get; set; }

    public ModelPrecision OfCompiled(ModelPrecision asked) => asked == ModelPrecision.Auto ? ModelPrecision.Int8 : asked;

    public ModelPrecision OfExports(ModelPrecision asked) => OfCompiled(asked);

    public void CheckConfiguration(string configurationFile)
    {
        if (!File.ReadAllText(configurationFile).Contains("distilbert", StringComparison.Ordinal))
        {
            throw new ModelException("model_type must be distilbert.");
        }
    }

    public async Task CompileAsync(string checkpointFolder, string outputFolder, ModelPrecision precision, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await Task.Delay(Duration, cancellationToken);
        OnCompile?.Invoke(checkpointFolder);
        byte[] weights = File.ReadAllBytes(Path.Combine(checkpointFolder, "model.safetensors"));
        File.WriteAllText(Path.Combine(outputFolder, "model.onnx"), $"{Version} {Processor} {precision} {Hub.FakeHub.Sha256(weights)}");
    }
}
