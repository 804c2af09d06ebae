using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Onnx;
using Google.Protobuf;

namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>Writes a checkpoint as the common exporters do: what peers run, from the same weights as ours.</summary>
/// <remarks>
/// Operator for operator what PyTorch's exporter made of DistilBertForQuestionAnswering of transformers 4.57 (opset 17, dynamic axes, eager
/// attention), constants being initializers; in int8 what ONNX Runtime's <c>quantize_dynamic</c> makes of that (QInt8, per channel). The test
/// beside it holds both against real exports.
/// </remarks>
internal static class StockExport
{
    /// <summary>Writes the model to one file.</summary>
    public static void Write(string checkpointFolder, string file, bool int8)
    {
        using Checkpoint checkpoint = Checkpoint.Open(checkpointFolder);
        using WeightStore weights = WeightStore.Inline();
        GraphBuilder graph = new("main_graph", weights);
        new StockEncoder(graph, checkpoint, new StockLinear(graph, int8), int8).Write();
        ModelProto model = new() { IrVersion = 8, ProducerName = "DistilBert.Qa.Benchmarks", Graph = graph.Graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        using FileStream stream = File.Create(file);
        model.WriteTo(stream);
    }
}
