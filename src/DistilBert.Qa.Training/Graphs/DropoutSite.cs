namespace DistilBert.Qa.Training.Graphs;

/// <summary>A place in the graph where values are dropped.</summary>
/// <param name="Input">Name of the mask's input.</param>
/// <param name="Kind">Which rate holds there.</param>
internal sealed record DropoutSite(string Input, DropoutKind Kind);
