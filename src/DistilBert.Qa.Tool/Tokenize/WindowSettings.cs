namespace DistilBert.Qa.Tool.Tokenize;

/// <summary>How a context is cut into windows.</summary>
/// <param name="MaxLength">The length of a window in tokens.</param>
/// <param name="Overlap">Tokens that neighbouring windows share.</param>
internal readonly record struct WindowSettings(int MaxLength, int Overlap)
{
    public static WindowSettings Of(AnswerOptions options) => new(options.MaxLength, options.Overlap);
}
