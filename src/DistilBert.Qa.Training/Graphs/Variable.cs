namespace DistilBert.Qa.Training.Graphs;

/// <summary>A value that a gradient may be asked for.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="NeedsGradient">Whether a parameter that is trained had a part in it.</param>
internal readonly record struct Variable(string Name, bool NeedsGradient);
