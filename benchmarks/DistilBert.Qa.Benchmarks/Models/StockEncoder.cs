using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Onnx;
using static DistilBert.Qa.Compilation.Onnx.GraphBuilder;
using AttributeType = DistilBert.Qa.Compilation.Onnx.AttributeProto.Types.AttributeType;
using DataType = DistilBert.Qa.Compilation.Onnx.TensorProto.Types.DataType;

namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>DistilBERT as PyTorch's exporter spells it out.</summary>
internal sealed class StockEncoder(GraphBuilder graph, Checkpoint checkpoint, StockLinear linear, bool int8)
{
    private readonly CheckpointConfig _config = checkpoint.Config;

    /// <summary>Adds everything from token ids and mask to the logits.</summary>
    public void Write()
    {
        graph.Input(GraphNames.InputIds, DataType.Int64);
        graph.Input(GraphNames.AttentionMask, DataType.Int64);
        string state = Embeddings();
        string padding = graph.Node("Equal", "padding", [GraphNames.AttentionMask, graph.Weight("zero", [], [0L])]);
        for (int layer = 0; layer < _config.Layers; layer++)
        {
            state = Layer($"layer.{layer}", checkpoint.Names.Layer(layer), state, padding);
        }

        string logits = Linear("qa_outputs", state, ParameterNames.Head, 2, _config.Width);
        string[] parts = graph.Node("", "Split", ["start", "end"], [logits, graph.Weight("halves", [2], [1L, 1])], Attribute("axis", -1));
        string last = graph.Weight("last", [1], [-1L]);
        graph.Node("Squeeze", GraphNames.StartLogits, [parts[0], last]);
        graph.Node("Squeeze", GraphNames.EndLogits, [parts[1], last]);
        graph.Output(GraphNames.StartLogits, DataType.Float);
        graph.Output(GraphNames.EndLogits, DataType.Float);
    }

    private string Embeddings()
    {
        string words = Table("words", checkpoint.Names.Words, _config.Vocabulary, GraphNames.InputIds);
        string length = Dimension("sequence", words, 1);
        string ids = graph.Weight("position_ids", [1, _config.Positions], [.. Enumerable.Range(0, _config.Positions).Select(static position => (long)position)]);
        string one = graph.Weight("one", [1], [1L]);
        string positions = graph.Node("Slice", "positions", [ids, graph.Weight("first", [1], [0L]), length, one, one]);
        string sum = graph.Node("Add", "embeddings", [words, Table("position_rows", checkpoint.Names.Positions, _config.Positions, positions)]);
        return Norm("embeddings.norm", sum, checkpoint.Names.EmbeddingNorm);
    }

    private string Table(string output, string name, int rows, string ids)
    {
        float[] table = checkpoint.Read(name + ".weight", rows, _config.Width);
        if (!int8)
        {
            return graph.Node("Gather", output, [graph.Weight(output + ".weight", [rows, _config.Width], table), ids]);
        }

        // One scale and zero point for the whole table, as the stock quantisation has it.
        float scale = (table.Max() - table.Min()) / byte.MaxValue;
        byte zero = (byte)Math.Round(-table.Min() / scale);
        byte[] stored = Array.ConvertAll(table, value => (byte)Math.Clamp(Math.Round(value / scale) + zero, byte.MinValue, byte.MaxValue));
        string weight = graph.Weight(graph.Weights.Add(output + ".weight_quantized", DataType.Uint8, [rows, _config.Width], new ReadOnlySpan<byte>(stored)));
        string scaleName = graph.Weight(output + ".weight_scale", [], [scale]);
        string zeroName = graph.Weight(graph.Weights.Add(output + ".weight_zero_point", DataType.Uint8, [], new ReadOnlySpan<byte>([zero])));
        return graph.Node("DequantizeLinear", output, [graph.Node("Gather", output + ".quantized", [weight, ids]), scaleName, zeroName]);
    }

    private string Layer(string at, LayerNames names, string state, string padding)
    {
        string attended = Linear(at + ".out_lin", Attention(at, names, state, padding), names.AttentionOut, _config.Width, _config.Width);
        string middle = Norm(at + ".sa_layer_norm", graph.Node("Add", at + ".attention", [attended, state]), names.AttentionNorm);
        string expanded = Gelu(at, Linear(at + ".lin1", middle, names.Expand, _config.Hidden, _config.Width));
        string contracted = Linear(at + ".lin2", expanded, names.Contract, _config.Width, _config.Hidden);
        return Norm(at + ".output_layer_norm", graph.Node("Add", at + ".sum", [contracted, middle]), names.OutputNorm);
    }

    private string Attention(string at, LayerNames names, string state, string padding)
    {
        int size = _config.Width / _config.Heads;
        string batch = Scalar(at + ".batch", state, 0);
        string keys = Scalar(at + ".keys", state, 1);
        string minusOne = graph.Weight(at + ".any", [1], [-1L]);
        string one = graph.Weight(at + ".one", [1], [1L]);
        string heads = graph.Weight(at + ".heads", [1], [(long)_config.Heads]);
        string query = Turn(at + ".query", Heads("q", names.Query), 0, 2, 1, 3);
        string value = Turn(at + ".value", Heads("v", names.Value), 0, 2, 1, 3);
        string divided = graph.Node("Div", at + ".divided", [query, graph.Weight(at + ".root", [], [MathF.Sqrt(size)])]);
        string scores = graph.Node("MatMul", at + ".scores", [divided, Turn(at + ".key", Heads("k", names.Key), 0, 2, 3, 1)]);

        string shape = graph.Node("Concat", at + ".mask_shape", [Unsqueeze(at + ".mask_batch", batch), one, one, Unsqueeze(at + ".mask_keys", keys)], Attribute("axis", 0));
        string mask = graph.Node("Reshape", at + ".mask", [padding, shape], Attribute("allowzero", 0));
        string whole = graph.Node("Expand", at + ".mask_whole", [mask, graph.Node("Shape", at + ".scores_shape", [scores])]);
        string isPadding = graph.Node("Cast", at + ".is_padding", [whole], Attribute("to", (long)DataType.Bool));
        string masked = graph.Node("Where", at + ".masked", [isPadding, graph.Weight(at + ".least", [], [float.MinValue]), scores]);
        string weights = graph.Node("Softmax", at + ".weights", [masked], Attribute("axis", -1));
        string context = Turn(at + ".turned", graph.Node("MatMul", at + ".context", [weights, value]), 0, 2, 1, 3);
        string rows = graph.Node(
            "Concat", at + ".context_shape", [Unsqueeze(at + ".context_batch", batch), minusOne, graph.Weight(at + ".width", [1], [(long)_config.Width])], Attribute("axis", 0));
        return graph.Node("Reshape", at + ".joined", [context, rows], Attribute("allowzero", 0));

        string Heads(string part, string name)
        {
            string projected = Linear($"{at}.{part}_lin", state, name, _config.Width, _config.Width);
            string split = graph.Node(
                "Concat",
                $"{at}.{part}_shape",
                [Unsqueeze($"{at}.{part}_batch", batch), minusOne, heads, graph.Weight($"{at}.{part}_size", [1], [(long)size])],
                Attribute("axis", 0));
            return graph.Node("Reshape", $"{at}.{part}_heads", [projected, split], Attribute("allowzero", 0));
        }
    }

    private string Gelu(string at, string input)
    {
        string divided = graph.Node("Div", at + ".gelu_divided", [input, graph.Weight(at + ".gelu_root", [], [MathF.Sqrt(2)])]);
        string shifted = graph.Node("Add", at + ".gelu_shifted", [graph.Node("Erf", at + ".gelu_erf", [divided]), graph.Weight(at + ".gelu_one", [], [1f])]);
        return graph.Node("Mul", at + ".gelu", [graph.Node("Mul", at + ".gelu_product", [input, shifted]), graph.Weight(at + ".gelu_half", [], [0.5f])]);
    }

    private string Norm(string output, string input, string name)
    {
        (float[] gain, float[] bias) = checkpoint.ReadNorm(name);
        return graph.Node(
            "LayerNormalization",
            output,
            [input, graph.Weight(output + ".weight", [gain.Length], gain), graph.Weight(output + ".bias", [bias.Length], bias)],
            Attribute("axis", -1),
            Attribute("epsilon", _config.NormEpsilon));
    }

    private string Linear(string output, string input, string name, int outputs, int inputs) =>
        linear.Add(output, input, checkpoint.Read(name + ".weight", outputs, inputs), checkpoint.Read(name + ".bias", outputs));

    private string Scalar(string output, string of, long axis) =>
        graph.Node("Gather", output, [graph.Node("Shape", output + ".shape", [of]), graph.Weight(output + ".axis", [], [axis])], Attribute("axis", 0));

    private string Dimension(string output, string of, long axis) => Unsqueeze(output, Scalar(output + ".number", of, axis));

    private string Unsqueeze(string output, string of) => graph.Node("Unsqueeze", output, [of, graph.Weight(output + ".axes", [1], [0L])]);

    private string Turn(string output, string input, params long[] order)
    {
        AttributeProto permutation = new() { Name = "perm", Type = AttributeType.Ints };
        permutation.Ints.AddRange(order);
        return graph.Node("Transpose", output, [input], permutation);
    }
}
