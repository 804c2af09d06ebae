namespace DistilBert.Qa.Tool.Json;

/// <summary>What is wrong with one input line; the lines after it are not concerned.</summary>
internal sealed class LineException(string message) : Exception(message);
