namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>A reader that is given damaged input.</summary>
/// <param name="Name">What the command calls it.</param>
/// <param name="Seeds">Sound input, from which the damaged is made.</param>
/// <param name="Words">Pieces that mean something to the reader.</param>
/// <param name="Refusals">The exceptions by which it may refuse; any other is a finding.</param>
/// <param name="Read">Reads, and uses what was read as far as a user would.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Words, IReadOnlyList<Type> Refusals, Action<byte[]> Read);
