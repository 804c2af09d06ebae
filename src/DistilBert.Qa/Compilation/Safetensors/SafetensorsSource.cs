namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>A tensor to be written, its numbers asked for piece by piece.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it is stored: F32, F16 or BF16.</param>
/// <param name="Shape">Its dimensions, row-major.</param>
/// <param name="Fill">Fills a span with the elements from the given one on.</param>
internal sealed record SafetensorsSource(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, SafetensorsFill Fill)
{
    /// <summary>A tensor whose numbers are all in memory.</summary>
    public static SafetensorsSource Of(string name, SafetensorsType type, IReadOnlyList<long> shape, ReadOnlyMemory<float> values) =>
        new(name, type, shape, (first, destination) => values.Span.Slice((int)first, destination.Length).CopyTo(destination));
}
