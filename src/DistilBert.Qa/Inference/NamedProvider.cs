using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa;

/// <summary>A provider that ONNX Runtime knows by name and this library does not.</summary>
internal sealed class NamedProvider(string name, IReadOnlyDictionary<string, string>? options, int batchTokens) : ExecutionProvider
{
    private readonly Dictionary<string, string> _options = options is null ? [] : new(options, StringComparer.Ordinal);

    public override string Name => name;

    public override string Package => name.ToUpperInvariant() switch
    {
        "OPENVINO" => "Intel.ML.OnnxRuntime.OpenVino",
        "QNN" => "Microsoft.ML.OnnxRuntime.QNN",
        "DML" => "Microsoft.ML.OnnxRuntime.DirectML",
        "COREML" or "CPU" => "Microsoft.ML.OnnxRuntime",
        _ => "",
    };

    public override int BatchTokens => batchTokens;

    public override void Configure(SessionOptions options) => options.AppendExecutionProvider(name, _options);
}
