namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>One set of weights in the forms that ours and the peers run.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Fp32">The folder of our compiler's fp32 model.</param>
/// <param name="Int8">The folder of our compiler's int8 model.</param>
/// <param name="Stock">The stock export's folder, as transformers.js reads one: the tokenizer's files, <c>onnx/model.onnx</c> and <c>onnx/model_quantized.onnx</c>.</param>
internal sealed record ModelSet(string Name, string Fp32, string Int8, string Stock)
{
    /// <summary>Our folder in a precision.</summary>
    public string Ours(ModelPrecision precision) => precision == ModelPrecision.Int8 ? Int8 : Fp32;

    /// <summary>The stock export's graph in a precision.</summary>
    public string StockGraph(ModelPrecision precision) => Path.Combine(Stock, "onnx", precision == ModelPrecision.Int8 ? "model_quantized.onnx" : "model.onnx");
}
