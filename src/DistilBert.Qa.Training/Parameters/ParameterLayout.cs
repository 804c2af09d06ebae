using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>Where every parameter of a model lies in one run of memory: parameters that are trained first, the others behind them.</summary>
internal sealed class ParameterLayout
{
    // A cache line: no two parameters share one, and vectors load aligned.
    private const long Alignment = 16;

    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);

    private ParameterLayout(IEnumerable<(string Name, long[] Shape)> tensors, Predicate<string> isTrained)
    {
        List<Parameter> all = [];
        long offset = 0;
        foreach ((string name, long[] shape) in tensors.OrderBy(tensor => isTrained(tensor.Name) ? 0 : 1))
        {
            long length = shape.Aggregate(1L, static (product, dimension) => checked(product * dimension));
            Parameter parameter = new(name, shape, offset, length, isTrained(name), Decays: !name.EndsWith(".bias", StringComparison.Ordinal) && !IsNorm(name));
            all.Add(parameter);
            _byName.Add(name, parameter);
            offset = (offset + length + Alignment - 1) / Alignment * Alignment;
            TrainedLength = parameter.Trained ? offset : TrainedLength;
        }

        Length = offset;
        All = all;
    }

    /// <summary>Every parameter in the order of memory.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>Numbers of memory for all parameters.</summary>
    public long Length { get; }

    /// <summary>Numbers of memory for those that are trained.</summary>
    public long TrainedLength { get; }

    public IEnumerable<Parameter> Trained => All.Where(static parameter => parameter.Trained);

    public Parameter this[string name] => _byName[name];

    /// <summary>Lays out a model.</summary>
    /// <param name="architecture">The model.</param>
    /// <param name="freeze">What is not trained.</param>
    /// <param name="headDropout">Whether values are dropped before the head.</param>
    public static ParameterLayout Create(Architecture architecture, Freeze freeze, bool headDropout) =>
        new(Tensors(architecture), name => IsTrained(name, architecture, freeze) && !IsWithoutEffect(name, architecture, headDropout));

    private static bool IsTrained(string name, Architecture architecture, Freeze freeze) =>
        (!freeze.Embeddings || !name.StartsWith(architecture.Prefix + "embeddings.", StringComparison.Ordinal))
        && !(architecture.FixedPositions && name == architecture.Names.Positions + ".weight")
        && !freeze.Layers.Any(layer => name.StartsWith(architecture.Names.LayerPrefix(layer), StringComparison.Ordinal));

    /// <summary>Whether the loss does not depend on it: it only ever adds one number to everything that a softmax compares.</summary>
    /// <remarks>
    /// A bias of keys does so to the scores of a query, the bias of the head to the logits, and by way of the head the bias of the last
    /// layer norm too. Their gradients are exactly zero. Computed they would be rounding noise, which Adam divides by its own size and so
    /// turns into full steps.
    /// </remarks>
    private static bool IsWithoutEffect(string name, Architecture architecture, bool headDropout) =>
        name == ParameterNames.Head + ".bias"
        || (!headDropout && name == architecture.Names.Layer(architecture.Config.Layers - 1).OutputNorm + ".bias")
        || Enumerable.Range(0, architecture.Config.Layers).Any(layer => name == architecture.Names.Layer(layer).Key + ".bias");

    private static bool IsNorm(string name) =>
        name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) || name.EndsWith("layer_norm.weight", StringComparison.Ordinal);

    private static List<(string Name, long[] Shape)> Tensors(Architecture architecture)
    {
        (CheckpointConfig config, ParameterNames names) = (architecture.Config, architecture.Names);
        long width = config.Width;
        List<(string, long[])> tensors = [(names.Words + ".weight", [config.Vocabulary, width]), (names.Positions + ".weight", [config.Positions, width])];
        if (config.TokenTypes > 0)
        {
            tensors.Add((names.TokenTypes + ".weight", [config.TokenTypes, width]));
        }

        tensors.AddRange(Norm(names.EmbeddingNorm, width));
        for (int layer = 0; layer < config.Layers; layer++)
        {
            LayerNames part = names.Layer(layer);
            tensors.AddRange(Dense(part.Query, width, width));
            tensors.AddRange(Dense(part.Key, width, width));
            tensors.AddRange(Dense(part.Value, width, width));
            tensors.AddRange(Dense(part.AttentionOut, width, width));
            tensors.AddRange(Norm(part.AttentionNorm, width));
            tensors.AddRange(Dense(part.Expand, config.Hidden, width));
            tensors.AddRange(Dense(part.Contract, width, config.Hidden));
            tensors.AddRange(Norm(part.OutputNorm, width));
        }

        tensors.AddRange(Dense(ParameterNames.Head, 2, width));
        return tensors;
    }

    private static IEnumerable<(string Name, long[] Shape)> Dense(string name, long outputs, long inputs) =>
        [(name + ".weight", [outputs, inputs]), (name + ".bias", [outputs])];

    private static IEnumerable<(string Name, long[] Shape)> Norm(string name, long width) =>
        [(name + ".weight", [width]), (name + ".bias", [width])];
}
