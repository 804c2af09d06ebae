using DistilBert.Qa.Compilation.Onnx;
using static DistilBert.Qa.Compilation.Onnx.GraphBuilder;
using DataType = DistilBert.Qa.Compilation.Onnx.TensorProto.Types.DataType;

namespace DistilBert.Qa.Compilation;

/// <summary>Writes the whole model, in the form ONNX Runtime was measured to run fastest.</summary>
/// <remarks>
/// One product makes query, key and value; MultiHeadAttention does the attention without a mask; Add and LayerNormalization stay
/// apart (ONNX Runtime's fused forms of these are slower). Tokens run as rows of a matrix, so that Gemm adds the bias as it multiplies.
/// </remarks>
internal sealed class EncoderWriter(GraphBuilder graph, Checkpoint checkpoint, bool int8, CancellationToken cancellationToken)
{
    private readonly CheckpointConfig _config = checkpoint.Config;
    private readonly LinearWriter _linear = new(graph, int8);

    /// <summary>Adds everything from the token ids to the logits.</summary>
    /// <param name="attentionMask">Whether padding is marked by an input.</param>
    /// <param name="separator">The id of the token at which the token type changes; <see langword="null"/> for one type.</param>
    public void Write(bool attentionMask, long? separator)
    {
        graph.Input(GraphNames.InputIds, DataType.Int64);
        string? mask = attentionMask ? Mask() : null;
        string shape = graph.Node("Shape", "shape", [GraphNames.InputIds]);
        string width = graph.Weight("width", [1], [(long)_config.Width]);
        string tokens = graph.Node("Concat", "tokens_shape", [shape, width], Attribute("axis", 0));
        string rows = graph.Weight("rows_shape", [2], [-1L, _config.Width]);

        string embeddings = new EmbeddingWriter(graph, checkpoint, cancellationToken).Add(shape, int8, separator);
        string normalized = Norm("embeddings.norm", embeddings, checkpoint.Names.EmbeddingNorm);
        string state = graph.Node("Reshape", "embeddings.rows", [normalized, rows]);
        for (int layer = 0; layer < _config.Layers; layer++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            state = Layer($"layer.{layer}", checkpoint.Names.Layer(layer), state, tokens, rows, mask);
        }

        Head(graph.Node("Reshape", "state", [state, tokens]));
    }

    private string Mask()
    {
        graph.Input(GraphNames.AttentionMask, DataType.Int64);
        return graph.Node("Cast", "key_padding_mask", [GraphNames.AttentionMask], Attribute("to", (long)DataType.Int32));
    }

    private string Layer(string at, LayerNames names, string state, string tokens, string rows, string? mask)
    {
        string attended = Attention(at + ".attention", names, state, tokens, rows, mask);
        string output = Linear(at + ".attention.output", attended, names.AttentionOut, _config.Width, _config.Width);
        string sum = graph.Node("Add", at + ".attention.sum", [output, state]);
        string middle = Norm(at + ".attention.norm", sum, names.AttentionNorm);

        string expanded = Linear(at + ".expand", middle, names.Expand, _config.Hidden, _config.Width);
        string active = Activation(at + ".activation", expanded);
        string contracted = Linear(at + ".contract", active, names.Contract, _config.Width, _config.Hidden);
        return Norm(at + ".norm", graph.Node("Add", at + ".sum", [contracted, middle]), names.OutputNorm);
    }

    private string Attention(string at, LayerNames names, string state, string tokens, string rows, string? mask)
    {
        int width = _config.Width;
        float[] matrix = [.. Matrix(names.Query, width, width), .. Matrix(names.Key, width, width), .. Matrix(names.Value, width, width)];
        float[] bias = [.. Bias(names.Query, width), .. Bias(names.Key, width), .. Bias(names.Value, width)];
        string joint = _linear.Add(at + ".qkv", state, matrix, bias);
        string[] parts = graph.Node("", "Split", [at + ".query_rows", at + ".key_rows", at + ".value_rows"], [joint, Parts()], Attribute("axis", 1));
        string query = graph.Node("Reshape", at + ".query", [parts[0], tokens]);
        string key = graph.Node("Reshape", at + ".key", [parts[1], tokens]);
        string value = graph.Node("Reshape", at + ".value", [parts[2], tokens]);
        string[] inputs = mask is null ? [query, key, value] : [query, key, value, "", mask];
        AttributeProto[] attributes = mask is null
            ? [Attribute("num_heads", _config.Heads)]
            : [Attribute("num_heads", _config.Heads), Attribute("mask_filter_value", float.MinValue)];
        string attended = graph.ContribNode("MultiHeadAttention", at, inputs, attributes);
        return graph.Node("Reshape", at + ".rows", [attended, rows]);
    }

    private string Parts()
    {
        const string Name = "qkv_parts";
        return graph.Graph.Initializer.Any(static tensor => tensor.Name == Name)
            ? Name
            : graph.Weight(Name, [3], [_config.Width, _config.Width, (long)_config.Width]);
    }

    private string Activation(string output, string input) => _config.Activation switch
    {
        CheckpointActivation.Gelu => graph.ContribNode("Gelu", output, [input]),
        CheckpointActivation.GeluTanh => graph.ContribNode("FastGelu", output, [input]),
        _ => graph.Node("Relu", output, [input]),
    };

    /// <summary>Two products of a matrix with a vector, so that each output leaves in its own shape.</summary>
    private void Head(string state)
    {
        float[] matrix = Matrix(ParameterNames.Head, 2, _config.Width);
        float[] bias = checkpoint.Weights.Find(ParameterNames.Head + ".bias") is null ? new float[2] : Bias(ParameterNames.Head, 2);
        string[] outputs = [GraphNames.StartLogits, GraphNames.EndLogits];
        for (int i = 0; i < outputs.Length; i++)
        {
            string row = graph.Weight(outputs[i] + ".weight", [_config.Width], matrix.AsSpan(i * _config.Width, _config.Width));
            string shift = graph.Weight(outputs[i] + ".bias", [], bias.AsSpan(i, 1));
            graph.Node("Add", outputs[i], [graph.Node("MatMul", outputs[i] + ".product", [state, row]), shift]);
            graph.Output(outputs[i], DataType.Float);
        }
    }

    private string Norm(string output, string input, string name)
    {
        (float[] gain, float[] bias) = checkpoint.ReadNorm(name);
        return graph.Node(
            "LayerNormalization",
            output,
            [input, graph.Weight(output + ".gain", [gain.Length], gain), graph.Weight(output + ".bias", [bias.Length], bias)],
            Attribute("axis", -1),
            Attribute("epsilon", _config.NormEpsilon));
    }

    private string Linear(string output, string input, string name, int outputs, int inputs) =>
        _linear.Add(output, input, Matrix(name, outputs, inputs), Bias(name, outputs));

    private float[] Matrix(string name, int outputs, int inputs) => checkpoint.Read(name + ".weight", outputs, inputs);

    private float[] Bias(string name, int outputs) => checkpoint.Read(name + ".bias", outputs);
}
