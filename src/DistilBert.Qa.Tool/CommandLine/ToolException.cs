namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>Something that cannot be done, said so that a user knows what to do.</summary>
internal sealed class ToolException(string message, Exception? cause = null) : Exception(message, cause);
