using System.Globalization;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Training.Parameters;
using static DistilBert.Qa.Compilation.Onnx.TensorProto.Types;

namespace DistilBert.Qa.Training.Graphs;

/// <summary>Writes the training step of a DistilBERT.</summary>
internal sealed class TrainingGraphBuilder
{
    private readonly Architecture _architecture;
    private readonly ParameterLayout _layout;
    private readonly GraphSettings _settings;
    private readonly GraphWriter _graph = new();
    private readonly Tape _tape;
    private readonly List<DropoutSite> _dropoutSites = [];

    private TrainingGraphBuilder(Architecture architecture, ParameterLayout layout, GraphSettings settings)
    {
        _architecture = architecture;
        _layout = layout;
        _settings = settings;
        _tape = new(_graph);
    }

    public static TrainingGraph Build(Architecture architecture, ParameterLayout layout, GraphSettings settings) =>
        new TrainingGraphBuilder(architecture, layout, settings).Build();

    private TrainingGraph Build()
    {
        string ids = _graph.Input(GraphInputs.Ids, DataType.Int64, "windows", "length");
        SpanLossInputs lossInputs = new(
            _graph.Input(GraphInputs.Targets, DataType.Int64, 2, "windows", "targets"),
            _graph.Input(GraphInputs.TargetBias, DataType.Float, "windows", "targets"),
            _graph.Input(GraphInputs.Weights, DataType.Float, "windows", 1),
            _settings.Masked ? _graph.Input(GraphInputs.LogitBias, DataType.Float, "windows", "length") : null);
        string idsShape = _graph.Emit("Shape", [ids]);
        AttentionShape shape = new(
            _architecture.HeadWidth,
            Heads: _graph.Emit("Concat", [idsShape, _graph.Integers(_architecture.Config.Heads, _architecture.HeadWidth)], GraphWriter.Whole("axis", 0)),
            Tokens: _graph.Integers(-1, _architecture.Width),
            Bias: _settings.Masked ? _graph.Input(GraphInputs.AttentionBias, DataType.Float, "windows", 1, 1, "length") : null);

        Variable embeddings = Embed(ids, shape);
        Variable hidden = Drop(Normalise(embeddings, _architecture.Names.EmbeddingNorm), DropoutKind.Hidden, "embeddings");
        for (int layer = 0; layer < _architecture.Config.Layers; layer++)
        {
            hidden = Layer(hidden, layer, shape);
        }

        Variable logits = Dense(Drop(hidden, DropoutKind.Head, "head"), ParameterNames.Head);
        string losses = SpanLossOperator.Write(_tape, logits, lossInputs, idsShape);
        _graph.Output(losses, "windows");
        return _settings.Backward ? Backward(losses, embeddings) : new(_graph.ToBytes(), losses, new Dictionary<string, string>(), null, _dropoutSites);
    }

    private TrainingGraph Backward(string losses, Variable embeddings)
    {
        _tape.WriteGradients();
        Dictionary<string, string> gradients = new(StringComparer.Ordinal);
        foreach (Parameter parameter in _layout.Trained)
        {
            string? name = _tape.GradientOf(parameter.Name);
            if (name is not null && name != GraphInputs.GradientOf(parameter.Name))
            {
                gradients.Add(parameter.Name, name);
                _graph.Output(name, [.. parameter.Shape.Cast<object>()]);
            }
        }

        string? embeddingGradient = embeddings.NeedsGradient ? _tape.GradientOf(embeddings.Name) : null;
        if (embeddingGradient is not null)
        {
            _graph.Output(embeddingGradient, "tokens", _architecture.Width);
        }

        return new(_graph.ToBytes(), losses, gradients, embeddingGradient, _dropoutSites);
    }

    private Variable Embed(string ids, AttentionShape shape)
    {
        ParameterNames names = _architecture.Names;
        bool hasTypes = _architecture.Config.TokenTypes > 0;
        return EmbeddingOperator.Write(
            _tape,
            DeclareTable(names.Words),
            DeclareTable(names.Positions),
            hasTypes ? DeclareTable(names.TokenTypes) : null,
            ids,
            hasTypes ? _graph.Input(GraphInputs.TypeIds, DataType.Int64, "windows", "length") : null,
            shape.Tokens);
    }

    private Variable Layer(Variable input, int layer, AttentionShape shape)
    {
        LayerNames names = _architecture.Names.Layer(layer);
        Variable query = Dense(input, names.Query, outputScale: 1 / Math.Sqrt(shape.HeadWidth));
        Variable key = Dense(input, names.Key);
        Variable value = Dense(input, names.Value);
        Variable attended = AttentionOperator.Write(_tape, query, key, value, shape, DropoutMask(DropoutKind.Attention, Place("probabilities", layer)));
        Variable attention = Dense(attended, names.AttentionOut);
        if (_architecture.Config.Family == CheckpointFamily.Bert)
        {
            attention = Drop(attention, DropoutKind.Hidden, Place("attention", layer));
        }

        Variable middle = Normalise(AddOperator.Write(_tape, attention, input), names.AttentionNorm);
        bool exactGelu = _architecture.Config.Activation == CheckpointActivation.Gelu;
        double scale = exactGelu ? GeluOperator.Scale : 1;
        Variable wide = Dense(middle, names.Expand, outputScale: scale);
        Variable active = _architecture.Config.Activation switch
        {
            CheckpointActivation.Gelu => GeluOperator.Write(_tape, wide),
            CheckpointActivation.GeluTanh => GeluTanhOperator.Write(_tape, wide),
            _ => ReluOperator.Write(_tape, wide),
        };
        Variable narrow = Drop(Dense(active, names.Contract, inputScale: scale), DropoutKind.Hidden, Place("output", layer));
        return Normalise(AddOperator.Write(_tape, narrow, middle), names.OutputNorm);
    }

    private static string Place(string name, int layer) => string.Create(CultureInfo.InvariantCulture, $"{name}_{layer}");

    private Variable Dense(Variable x, string name, double inputScale = 1, double outputScale = 1) =>
        LinearOperator.Write(_tape, x, Declare(name + ".weight"), Declare(name + ".bias"), inputScale, outputScale);

    private Variable Normalise(Variable x, string name) =>
        LayerNormOperator.Write(_tape, x, Declare(name + ".weight"), Declare(name + ".bias"), _architecture.Width, _architecture.Config.NormEpsilon);

    private Variable Drop(Variable x, DropoutKind kind, string name) => DropoutOperator.Write(_tape, x, DropoutMask(kind, name));

    private string? DropoutMask(DropoutKind kind, string name)
    {
        (bool wanted, object[] shape) = kind switch
        {
            DropoutKind.Attention => (_settings.AttentionDropout, new object[] { "windows", _architecture.Config.Heads, "length", "length" }),
            DropoutKind.Head => (_settings.HeadDropout, ["tokens", _architecture.Width]),
            _ => (_settings.HiddenDropout, ["tokens", _architecture.Width]),
        };
        if (!wanted)
        {
            return null;
        }

        DropoutSite site = new("dropout/" + name, kind);
        _dropoutSites.Add(site);
        return _graph.Input(site.Input, DataType.Float, shape);
    }

    /// <summary>A parameter as an input, and where it is trained its gradient so far as another.</summary>
    private Variable Declare(string name)
    {
        Parameter parameter = _layout[name];
        object[] shape = [.. parameter.Shape.Cast<object>()];
        Variable variable = new(_graph.Input(name, DataType.Float, shape), parameter.Trained && _settings.Backward);
        if (variable.NeedsGradient)
        {
            _tape.Seed(variable, _graph.Input(GraphInputs.GradientOf(name), DataType.Float, shape));
        }

        return variable;
    }

    /// <summary>A table of rows as an input; its gradient is added up outside.</summary>
    private Variable DeclareTable(string name)
    {
        Parameter parameter = _layout[name + ".weight"];
        return new(_graph.Input(parameter.Name, DataType.Float, [.. parameter.Shape.Cast<object>()]), parameter.Trained && _settings.Backward);
    }
}
