namespace WebDemo.Compatible;

/// <summary>The question and its context.</summary>
internal sealed record CompatibleInputs
{
    /// <summary>The question; must hold more than white space.</summary>
    public required string Question { get; init; }

    /// <summary>The text that may hold the answer; must hold more than white space.</summary>
    public required string Context { get; init; }
}
