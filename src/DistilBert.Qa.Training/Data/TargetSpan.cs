namespace DistilBert.Qa.Training.Data;

/// <summary>A span a window is trained to mark.</summary>
/// <param name="First">Its first token, counted from the start of the window.</param>
/// <param name="Last">Its last token.</param>
internal readonly record struct TargetSpan(int First, int Last)
{
    /// <summary>The target of a window that does not hold the answer: its first token, [CLS].</summary>
    public static TargetSpan NoAnswer { get; } = new(0, 0);
}
