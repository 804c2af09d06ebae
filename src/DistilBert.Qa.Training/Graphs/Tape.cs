namespace DistilBert.Qa.Training.Graphs;

/// <summary>Remembers the operators of the forward pass and writes their gradients behind it, last operator first.</summary>
/// <remarks>
/// Where a value is used more than once its gradients add up. A gradient that exists when another one comes is handed to the operator
/// that writes the next, because a matrix product adds to what is there at no cost. The same way a parameter's gradient begins with what
/// earlier batches left, so that batches accumulate without a pass over the gradients of their own.
/// </remarks>
internal sealed class Tape(GraphWriter graph)
{
    private readonly Dictionary<string, string> _gradients = new(StringComparer.Ordinal);
    private readonly List<(Variable Result, Action<string> WriteGradient)> _operators = [];

    public GraphWriter Graph { get; } = graph;

    /// <summary>Notes an operator: how to write the gradients of its inputs when that of its result is known.</summary>
    public Variable Record(string result, bool needsGradient, Action<string> writeGradient)
    {
        Variable variable = new(result, needsGradient);
        if (needsGradient)
        {
            _operators.Add((variable, writeGradient));
        }

        return variable;
    }

    /// <summary>Gives a value a gradient to begin with.</summary>
    public void Seed(Variable variable, string gradient) => _gradients.Add(variable.Name, gradient);

    /// <summary>The gradient of a value after <see cref="WriteGradients"/>; <see langword="null"/> where nothing depends on it.</summary>
    public string? GradientOf(string name) => _gradients.GetValueOrDefault(name);

    /// <summary>Adds a gradient that is already written.</summary>
    public void Accumulate(Variable variable, string gradient) =>
        Accumulate(variable, existing => existing is null ? gradient : Graph.Add(existing, gradient));

    /// <summary>Adds a gradient whose operator can add to what exists itself.</summary>
    public void Accumulate(Variable variable, Func<string?, string> write)
    {
        if (variable.NeedsGradient)
        {
            _gradients[variable.Name] = write(_gradients.GetValueOrDefault(variable.Name));
        }
    }

    /// <summary>Writes the backward pass.</summary>
    public void WriteGradients()
    {
        for (int index = _operators.Count - 1; index >= 0; index--)
        {
            (Variable result, Action<string> writeGradient) = _operators[index];
            if (_gradients.TryGetValue(result.Name, out string? gradient))
            {
                writeGradient(gradient);
            }
        }
    }
}
