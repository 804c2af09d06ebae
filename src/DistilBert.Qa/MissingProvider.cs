namespace DistilBert.Qa;

/// <summary>What to do where the execution provider that was asked for is not there.</summary>
public enum MissingProvider
{
    /// <summary>Refuse to load, with an error that says what is missing and which package brings it.</summary>
    Error = 0,

    /// <summary>Run on the processor, and say so in the log and in <see cref="ProviderReport"/>.</summary>
    FallBackAndWarn = 1,

    /// <summary>Run on the processor, and say so in <see cref="ProviderReport"/> only.</summary>
    FallBack = 2,
}
