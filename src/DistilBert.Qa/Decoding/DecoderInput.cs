using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>What a decoder sees of one window: its context tokens and the logits at and around them.</summary>
internal readonly ref struct DecoderInput
{
    /// <param name="context">The tokens of the whole context.</param>
    /// <param name="window">Those in the window.</param>
    /// <param name="ownership">The spans this window answers for.</param>
    /// <param name="start">The start logits of the whole window, from [CLS] on.</param>
    /// <param name="end">The end logits of the whole window, from [CLS] on.</param>
    /// <param name="offset">Where the context starts in the window.</param>
    /// <param name="question">The telling words of the question, where they are looked at.</param>
    public DecoderInput(
        ReadOnlySpan<Token> context,
        Window window,
        SpanOwnership ownership,
        ReadOnlySpan<float> start,
        ReadOnlySpan<float> end,
        int offset,
        QuestionWords question = default)
    {
        Context = context;
        Begin = window.Begin;
        Tokens = context[window.Begin..window.End];
        Ownership = ownership;
        WindowStart = start;
        WindowEnd = end;
        Offset = offset;
        Question = question;
    }

    /// <summary>The telling words of the question, where they are looked at.</summary>
    public QuestionWords Question { get; }

    /// <summary>The tokens of the whole context.</summary>
    public ReadOnlySpan<Token> Context { get; }

    /// <summary>The context tokens in the window.</summary>
    public ReadOnlySpan<Token> Tokens { get; }

    /// <summary>The first of them, counted over the whole context.</summary>
    public int Begin { get; }

    public SpanOwnership Ownership { get; }

    /// <summary>The start logits at <see cref="Tokens"/>.</summary>
    public ReadOnlySpan<float> Start => WindowStart.Slice(Offset, Tokens.Length);

    /// <summary>The end logits at <see cref="Tokens"/>.</summary>
    public ReadOnlySpan<float> End => WindowEnd.Slice(Offset, Tokens.Length);

    /// <summary>The start logits of the whole window, from [CLS] on.</summary>
    public ReadOnlySpan<float> WindowStart { get; }

    /// <summary>The end logits of the whole window, from [CLS] on.</summary>
    public ReadOnlySpan<float> WindowEnd { get; }

    /// <summary>Where the context starts in the window.</summary>
    public int Offset { get; }

    public float StartAtCls => WindowStart[0];

    public float EndAtCls => WindowEnd[0];
}
