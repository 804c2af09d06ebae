namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>One tensor as a header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its dimensions, row-major; empty for a scalar.</param>
/// <param name="Elements">The product of its dimensions.</param>
/// <param name="Begin">Where it begins, in bytes after the header.</param>
/// <param name="End">Where it ends, in bytes after the header, exclusive.</param>
internal sealed record SafetensorsEntry(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, long Elements, long Begin, long End)
{
    /// <summary>The shape as text, as in <c>[768, 3072]</c>.</summary>
    public string ShapeText => "[" + string.Join(", ", Shape) + "]";
}
