using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>A window's logits, kept until the windows of its question are merged.</summary>
internal sealed record RetainedWindow(TokenBuffer Context, Window Window, int Index, SpanOwnership Ownership, float[] Start, float[] End, int Offset)
{
    public DecoderInput ToInput() => new(Context.Tokens, Window, Ownership, Start, End, Offset);
}
