namespace DistilBert.Qa.Windows;

/// <summary>Which spans a window answers for, so that a span seen by two windows counts once.</summary>
/// <remarks>
/// A span belongs to the window that leaves it the larger margin to its borders. For two neighbours that comes down to
/// comparing the sum of the span's first and last token with one number, and whatever lies in any window lies in its owner.
/// </remarks>
/// <param name="Above">A span is owned if first + last is greater than this ...</param>
/// <param name="UpTo">... and at most this.</param>
internal readonly record struct SpanOwnership(int Above, int UpTo)
{
    /// <summary>The ownership of a context's only window.</summary>
    public static SpanOwnership All { get; } = new(-1, int.MaxValue);

    public bool Owns(int first, int last) => (long)first + last > Above && (long)first + last <= UpTo;
}
