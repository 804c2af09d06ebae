namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>One part of the table: contenders that are measured in one interleaved run.</summary>
/// <param name="name">What it is called on the command line, and its result file.</param>
/// <param name="what">What it measures, in a sentence.</param>
internal abstract class Comparison(string name, string what)
{
    public string Name => name;

    public string What => what;

    /// <summary>Why it cannot run here; <see langword="null"/> where it can.</summary>
    public virtual string? Missing => null;

    /// <summary>Measures. Further versions of peers that took part go into <see cref="Versions"/>.</summary>
    public abstract Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken);

    /// <summary>The versions of what took part beside ours.</summary>
    public SortedDictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);
}
