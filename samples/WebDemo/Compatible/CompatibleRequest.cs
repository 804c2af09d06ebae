namespace WebDemo.Compatible;

/// <summary>A question in the shape of Hugging Face's inference API; members this server does not know are ignored.</summary>
internal sealed record CompatibleRequest
{
    /// <summary>The question and its context.</summary>
    public required CompatibleInputs Inputs { get; init; }

    /// <summary>How to answer.</summary>
    public CompatibleParameters? Parameters { get; init; }
}
