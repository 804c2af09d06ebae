namespace DistilBert.Qa.Tool.Tokenize;

/// <summary>What one line asks to be tokenized: a text, or a question with its context.</summary>
/// <param name="Id">Its id as JSON; empty where it has none.</param>
/// <param name="Text">The text, or the context where there is a question.</param>
/// <param name="Question">The question; <see langword="null"/> for a text alone.</param>
/// <param name="Window">How the context is cut into windows.</param>
internal sealed record TokenizeRequest(byte[] Id, string Text, string? Question, WindowSettings Window);
