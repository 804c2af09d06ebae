namespace DistilBert.Qa.Tests.Diagnostics;

/// <summary>Tests of what the whole process shares; they run while no others do.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
