namespace DistilBert.Qa.Tests.Compilation;

/// <summary>The model's arithmetic written down as the papers have it, in double precision and without any cleverness.</summary>
internal sealed class PlainForward(RandomCheckpoint checkpoint, bool withTypes)
{
    private readonly int _width = checkpoint.Width;

    /// <summary>Start and end logits of one window; keys from <paramref name="padded"/> on are padding and not attended.</summary>
    public (double[] Start, double[] End) Run(long[] ids, int? padded = null)
    {
        double[][] state = Embed(ids);
        for (int layer = 0; layer < checkpoint.Layers; layer++)
        {
            string[] parts = [.. checkpoint.LayerParts().Select(part => checkpoint.LayerRoot(layer) + part)];
            double[][] attended = Linear(Attend(state, parts, padded ?? ids.Length), parts[3]);
            double[][] middle = Norm(Sum(attended, state), parts[6]);
            double[][] inner = Linear(middle, parts[4]);
            double[][] active = [.. inner.Select(row => row.Select(Activate).ToArray())];
            state = Norm(Sum(Linear(active, parts[5]), middle), parts[7]);
        }

        double[][] logits = Linear(state, "qa_outputs");
        return ([.. logits.Select(row => row[0])], [.. logits.Select(row => row[1])]);
    }

    private double[][] Embed(long[] ids)
    {
        float[] words = checkpoint[checkpoint.Root + "embeddings.word_embeddings.weight"];
        float[] positions = checkpoint[checkpoint.Root + "embeddings.position_embeddings.weight"];
        float[]? types = checkpoint.Bert ? checkpoint[checkpoint.Root + "embeddings.token_type_embeddings.weight"] : null;
        double[][] rows = new double[ids.Length][];
        int type = 0;
        for (int t = 0; t < ids.Length; t++)
        {
            rows[t] = new double[_width];
            for (int i = 0; i < _width; i++)
            {
                rows[t][i] = (double)words[(ids[t] * _width) + i] + positions[(t * _width) + i] + (types?[(type * _width) + i] ?? 0);
            }

            type = withTypes && ids[t] == 3 ? 1 : type;
        }

        return Norm(rows, checkpoint.Root + "embeddings.LayerNorm");
    }

    private double[][] Attend(double[][] state, string[] parts, int keys)
    {
        double[][] query = Linear(state, parts[0]);
        double[][] key = Linear(state, parts[1]);
        double[][] value = Linear(state, parts[2]);
        int size = _width / checkpoint.Heads;
        double[][] result = [.. state.Select(_ => new double[_width])];
        for (int head = 0; head < checkpoint.Heads; head++)
        {
            int at = head * size;
            for (int t = 0; t < state.Length; t++)
            {
                double[] weights = new double[keys];
                for (int k = 0; k < keys; k++)
                {
                    weights[k] = Math.Exp(Enumerable.Range(at, size).Sum(i => query[t][i] * key[k][i]) / Math.Sqrt(size));
                }

                double total = weights.Sum();
                for (int i = at; i < at + size; i++)
                {
                    result[t][i] = Enumerable.Range(0, keys).Sum(k => weights[k] / total * value[k][i]);
                }
            }
        }

        return result;
    }

    private double[][] Linear(double[][] rows, string name)
    {
        float[] matrix = checkpoint[name + ".weight"];
        float[]? bias = checkpoint.Tensors.TryGetValue(name + ".bias", out var stored) ? stored.Values : null;
        int inputs = rows[0].Length;
        return [.. rows.Select(row => Enumerable.Range(0, matrix.Length / inputs)
            .Select(o => Enumerable.Range(0, inputs).Sum(i => row[i] * matrix[(o * inputs) + i]) + (bias?[o] ?? 0))
            .ToArray())];
    }

    private double[][] Norm(double[][] rows, string name)
    {
        float[] gain = checkpoint[name + (checkpoint.OldNormNames ? ".gamma" : ".weight")];
        float[] bias = checkpoint[name + (checkpoint.OldNormNames ? ".beta" : ".bias")];
        return [.. rows.Select(row =>
        {
            double mean = row.Average();
            double deviation = Math.Sqrt(row.Average(x => (x - mean) * (x - mean)) + checkpoint.NormEpsilon);
            return row.Select((x, i) => ((x - mean) / deviation * gain[i]) + bias[i]).ToArray();
        })];
    }

    private static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())];

    private double Activate(double x) => checkpoint.Activation switch
    {
        "relu" => Math.Max(x, 0),
        "gelu" => 0.5 * x * (1 + ErrorFunction(x / Math.Sqrt(2))),
        _ => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
    };

    /// <summary>The Taylor series of the error function, summed until nothing changes; 1 to twelve digits where it would lose some.</summary>
    private static double ErrorFunction(double x)
    {
        if (Math.Abs(x) > 5)
        {
            return Math.Sign(x);
        }

        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > 1e-18 && n < 500; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }
}
