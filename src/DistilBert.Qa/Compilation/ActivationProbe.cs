using System.Numerics.Tensors;
using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Compilation;

/// <summary>Runs a checkpoint over one short window of arbitrary tokens to learn where its activations are large.</summary>
/// <remarks>
/// Transformers have a few units and channels whose values dwarf the others, always the same ones, mostly at the first token. Which
/// they are shows on any text. Double precision, so that the order of the largest does not hang on the width of a processor's vectors.
/// </remarks>
internal sealed class ActivationProbe
{
    private const int MostTokens = 24;

    private readonly Checkpoint _checkpoint;
    private readonly CheckpointConfig _config;
    private double[][] _state;

    /// <summary>Runs the embeddings.</summary>
    public ActivationProbe(Checkpoint checkpoint)
    {
        _checkpoint = checkpoint;
        _config = checkpoint.Config;
        _state = Norm(Embed(), checkpoint.Names.EmbeddingNorm);
    }

    /// <summary>Runs the next layer.</summary>
    public LayerPeaks Layer(LayerNames names)
    {
        double[] state = Peaks(_state);
        double[][] attended = Linear(Attend(names), names.AttentionOut, _config.Width, _config.Width);
        double[][] middle = Norm(Sum(attended, _state), names.AttentionNorm);
        double[][] hidden = Linear(middle, names.Expand, _config.Hidden, _config.Width);
        foreach (double[] row in hidden)
        {
            Activate(row);
        }

        _state = Norm(Sum(Linear(hidden, names.Contract, _config.Width, _config.Hidden), middle), names.OutputNorm);
        return new LayerPeaks(state, Peaks(middle), Peaks(hidden));
    }

    private double[][] Embed()
    {
        long[] ids = Ids();
        double[][] rows = new double[ids.Length][];
        float[] word = new float[_config.Width];
        float[] position = new float[_config.Width];
        for (int at = 0; at < ids.Length; at++)
        {
            _checkpoint.Tensor(_checkpoint.Names.Words + ".weight", _config.Vocabulary, _config.Width).Read(ids[at] * _config.Width, word);
            _checkpoint.Tensor(_checkpoint.Names.Positions + ".weight", _config.Positions, _config.Width).Read((long)at * _config.Width, position);
            rows[at] = [.. word.Zip(position, static (a, b) => (double)a + b)];
        }

        return rows;
    }

    /// <summary>[CLS], then tokens from all over the vocabulary, then [SEP].</summary>
    private long[] Ids()
    {
        long[] ids = new long[Math.Min(MostTokens, _config.Positions)];
        ulong random = 1;
        for (int i = 0; i < ids.Length; i++)
        {
            random = (random * 6364136223846793005) + 1442695040888963407;
            ids[i] = (long)((random >> 33) % (ulong)_config.Vocabulary);
        }

        ids[^1] = CheckpointTokenizer.Id(_checkpoint, "[SEP]") ?? ids[^1];
        ids[0] = CheckpointTokenizer.Id(_checkpoint, "[CLS]") ?? ids[0];
        return ids;
    }

    private double[][] Attend(LayerNames names)
    {
        int width = _config.Width;
        int size = width / _config.Heads;
        double[][] query = Linear(_state, names.Query, width, width);
        double[][] key = Linear(_state, names.Key, width, width);
        double[][] value = Linear(_state, names.Value, width, width);
        double[] weights = new double[_state.Length];
        double[][] result = [.. _state.Select(_ => new double[width])];
        for (int at = 0; at < width; at += size)
        {
            for (int t = 0; t < result.Length; t++)
            {
                for (int k = 0; k < weights.Length; k++)
                {
                    weights[k] = TensorPrimitives.Dot<double>(query[t].AsSpan(at, size), key[k].AsSpan(at, size)) / Math.Sqrt(size);
                }

                TensorPrimitives.SoftMax<double>(weights, weights);
                Span<double> target = result[t].AsSpan(at, size);
                for (int k = 0; k < weights.Length; k++)
                {
                    TensorPrimitives.MultiplyAdd<double>(value[k].AsSpan(at, size), weights[k], target, target);
                }
            }
        }

        return result;
    }

    private double[][] Linear(double[][] rows, string name, int outputs, int inputs)
    {
        SafetensorsTensor matrix = _checkpoint.Tensor(name + ".weight", outputs, inputs);
        float[] bias = _checkpoint.Read(name + ".bias", outputs);
        double[][] result = [.. rows.Select(_ => new double[outputs])];
        float[] stored = new float[inputs];
        double[] weights = new double[inputs];
        for (int output = 0; output < outputs; output++)
        {
            matrix.Read((long)output * inputs, stored);
            TensorPrimitives.ConvertTruncating<float, double>(stored, weights);
            for (int t = 0; t < rows.Length; t++)
            {
                result[t][output] = TensorPrimitives.Dot<double>(rows[t], weights) + bias[output];
            }
        }

        return result;
    }

    private double[][] Norm(double[][] rows, string name)
    {
        (float[] gain, float[] bias) = _checkpoint.ReadNorm(name);
        return [.. rows.Select(row =>
        {
            double mean = row.Average();
            double deviation = Math.Sqrt(row.Average(x => (x - mean) * (x - mean)) + _config.NormEpsilon);
            return row.Select((x, i) => ((x - mean) / deviation * gain[i]) + bias[i]).ToArray();
        })];
    }

    /// <summary>GELU, of either kind, in its tanh form: near enough to see what is large.</summary>
    private void Activate(double[] row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            double x = row[i];
            row[i] = _config.Activation == CheckpointActivation.Relu
                ? Math.Max(x, 0)
                : 0.5 * x * (1 + Math.Tanh(0.7978845608 * (x + (0.044715 * x * x * x))));
        }
    }

    private static double[][] Sum(double[][] a, double[][] b) =>
        [.. a.Zip(b, static (x, y) => x.Zip(y, static (p, q) => p + q).ToArray())];

    private static double[] Peaks(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => Math.Abs(row[i])))];
}
