using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>A text that can be looked at in whole blocks, also at its end: that is copied and filled up with blanks when it is reached.</summary>
internal ref struct PlainText
{
    /// <summary>Size of the memory for the end of a text.</summary>
    public const int PaddingLength = 2 * AsciiBlock.Size;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _padding;
    private ref char _units;

    /// <param name="text">The text.</param>
    /// <param name="padding">Memory for its end.</param>
    public PlainText(ReadOnlySpan<char> text, Span<char> padding)
    {
        _text = text;
        _padding = padding;
        _units = ref MemoryMarshal.GetReference(text);
        End = text.Length - AsciiBlock.Size + 1;
    }

    /// <summary>The unit of the text that stands at <see cref="Origin"/>; a whole block can be read from every place before <see cref="End"/>.</summary>
    public readonly ref char Units => ref _units;

    /// <summary>Where <see cref="Units"/> stands in the text.</summary>
    public int Origin { get; private set; }

    /// <summary>Where <see cref="Advance"/> is due, or, once it was called, the end of the text.</summary>
    public int End { get; private set; }

    /// <summary>Goes over to what is left from <paramref name="at"/> on: less than a block.</summary>
    public void Advance(int at)
    {
        ReadOnlySpan<char> rest = _text[at..];
        rest.CopyTo(_padding);
        _padding[rest.Length..].Fill(' ');
        _units = ref MemoryMarshal.GetReference(_padding);
        Origin = at;
        End = _text.Length;
    }
}
