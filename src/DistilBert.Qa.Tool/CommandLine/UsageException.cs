namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>A combination of options that makes no sense.</summary>
internal sealed class UsageException(string message) : Exception(message);
