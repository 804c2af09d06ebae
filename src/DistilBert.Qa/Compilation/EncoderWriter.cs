using System.Numerics.Tensors;
using DistilBert.Qa.Compilation.Onnx;
using static DistilBert.Qa.Compilation.Onnx.GraphBuilder;
using DataType = DistilBert.Qa.Compilation.Onnx.TensorProto.Types.DataType;

namespace DistilBert.Qa.Compilation;

/// <summary>Writes the whole model, in the form ONNX Runtime was measured to run fastest.</summary>
/// <remarks>
/// Query, key and value are products of their own, over an input that int8 rounds once: MultiHeadAttention takes them as they are, where
/// one joint product would have to be split again. No mask. Add and LayerNormalization stay apart: ONNX Runtime's fused forms are slower.
/// Tokens run as rows of a matrix, so that Gemm adds the bias as it multiplies.
/// <para>
/// A few units and channels of the feed-forward blocks are many times louder than the others. Rounded to 8 bits by one scale, they would
/// drown them. In int8 the loudest units are therefore multiplied apart, in single precision, and the loudest channels divided before
/// rounding. On the small model this takes 2 % more time and leaves less than half of the error in the logits.
/// </para>
/// </remarks>
internal sealed class EncoderWriter(GraphBuilder graph, Checkpoint checkpoint, bool int8, CancellationToken cancellationToken)
{
    private const int LoudUnits = 8;
    private const int LoudChannels = 4;

    private readonly CheckpointConfig _config = checkpoint.Config;
    private readonly LinearWriter _linear = new(graph, int8);
    private readonly LinearWriter _fp32 = new(graph, int8: false);

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
        ActivationProbe? probe = int8 ? new ActivationProbe(checkpoint) : null;
        for (int layer = 0; layer < _config.Layers; layer++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LayerNames names = checkpoint.Names.Layer(layer);
            state = Layer($"layer.{layer}", names, state, tokens, rows, mask, probe?.Layer(names));
        }

        Head(state, shape);
    }

    private string Mask()
    {
        graph.Input(GraphNames.AttentionMask, DataType.Int64);
        return graph.Node("Cast", "key_padding_mask", [GraphNames.AttentionMask], Attribute("to", (long)DataType.Int32));
    }

    private string Layer(string at, LayerNames names, string state, string tokens, string rows, string? mask, LayerPeaks? peaks)
    {
        string attended = Attention(at + ".attention", names, state, tokens, rows, mask);
        string output = Linear(at + ".attention.output", attended, names.AttentionOut, _config.Width, _config.Width);
        string sum = graph.Node("Add", at + ".attention.sum", [output, state]);
        float[]? divisors = peaks?.MiddleDivisors(LoudChannels);
        string middle = Norm(at + ".attention.norm", sum, names.AttentionNorm, divisors);
        return Norm(at + ".norm", FeedForward(at, names, middle, peaks, divisors), names.OutputNorm);
    }

    private string FeedForward(string at, LayerNames names, string middle, LayerPeaks? peaks, float[]? divisors)
    {
        int width = _config.Width;
        int hidden = _config.Hidden;
        FeedForwardWeights weights = new(
            Matrix(names.Expand, hidden, width), Bias(names.Expand, hidden), Matrix(names.Contract, width, hidden), Bias(names.Contract, width));
        string residual = middle;
        if (peaks is not null && divisors is not null)
        {
            (weights, FeedForwardWeights loud) = weights.ForDivided(divisors).Split(peaks.LoudUnits(LoudUnits));
            loud = loud.WithDifference(divisors);
            string few = Activation(at + ".loud.activation", _fp32.Add(at + ".loud.expand", middle, loud.Expand, loud.ExpandBias));
            residual = _fp32.AddTo(at + ".loud.contract", few, loud.Contract, middle, width);
        }

        string expanded = _linear.Add(at + ".expand", middle, weights.Expand, weights.ExpandBias);
        string contracted = _linear.Add(at + ".contract", Activation(at + ".activation", expanded), weights.Contract, weights.ContractBias);
        return graph.Node("Add", at + ".sum", [contracted, residual]);
    }

    private string Attention(string at, LayerNames names, string state, string tokens, string rows, string? mask)
    {
        string query = Tokens(at + ".query", names.Query);
        string key = Tokens(at + ".key", names.Key);
        string value = Tokens(at + ".value", names.Value);
        string[] inputs = mask is null ? [query, key, value] : [query, key, value, "", mask];
        AttributeProto[] attributes = mask is null
            ? [Attribute("num_heads", _config.Heads)]
            : [Attribute("num_heads", _config.Heads), Attribute("mask_filter_value", float.MinValue)];
        string attended = graph.ContribNode("MultiHeadAttention", at, inputs, attributes);
        return graph.Node("Reshape", at + ".rows", [attended, rows]);

        string Tokens(string output, string name) =>
            graph.Node("Reshape", output, [Linear(output + "_rows", state, name, _config.Width, _config.Width), tokens]);
    }

    private string Activation(string output, string input) => _config.Activation switch
    {
        CheckpointActivation.Gelu => graph.ContribNode("Gelu", output, [input]),
        CheckpointActivation.GeluTanh => graph.ContribNode("FastGelu", output, [input]),
        _ => graph.Node("Relu", output, [input]),
    };

    /// <summary>The states times two columns, turned so that each row is an output as it stands.</summary>
    /// <remarks>
    /// The states stand on the left and the weights are constant, so that threads share out the rows and every sum is taken in the same
    /// order: with the sides exchanged ONNX Runtime cuts the sums by the columns a thread has, and the last bits would depend on the threads.
    /// </remarks>
    private void Head(string state, string shape)
    {
        float[] matrix = Matrix(ParameterNames.Head, 2, _config.Width);
        float[] bias = checkpoint.Weights.Find(ParameterNames.Head + ".bias") is null ? new float[2] : Bias(ParameterNames.Head, 2);
        string columns = _fp32.Add("logits.columns", state, matrix, bias);
        string logits = graph.Node("Transpose", "logits", [columns]);
        string[] rows = graph.Node("", "Split", ["logits.start", "logits.end"], [logits], Attribute("axis", 0));
        graph.Node("Reshape", GraphNames.StartLogits, [rows[0], shape]);
        graph.Node("Reshape", GraphNames.EndLogits, [rows[1], shape]);
        graph.Output(GraphNames.StartLogits, DataType.Float);
        graph.Output(GraphNames.EndLogits, DataType.Float);
    }

    private string Norm(string output, string input, string name, float[]? divisors = null)
    {
        (float[] gain, float[] bias) = checkpoint.ReadNorm(name);
        if (divisors is not null)
        {
            TensorPrimitives.Divide(gain, divisors, gain);
            TensorPrimitives.Divide(bias, divisors, bias);
        }

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
