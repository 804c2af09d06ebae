namespace DistilBert.Qa.Windows;

/// <summary>A run of context tokens that the model reads together with the question.</summary>
/// <param name="Begin">The first token, counted over the whole context.</param>
/// <param name="End">One past the last token.</param>
internal readonly record struct Window(int Begin, int End)
{
    public int Count => End - Begin;
}
