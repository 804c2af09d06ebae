namespace DistilBert.Qa.Tool.Ask;

/// <summary>A text that a question is asked over.</summary>
/// <param name="Name">The file it comes from; <see langword="null"/> for one from the command line or standard input.</param>
/// <param name="Content">The text.</param>
internal sealed record AskedText(string? Name, string Content);
