namespace DistilBert.Qa.Evaluation;

/// <summary>Converts positions in a text between code points, which Python counts, and UTF-16 units, which .NET counts.</summary>
internal sealed class CodePointIndex
{
    private readonly int _length;

    /// <summary>The code points that take two units, by their position in code points; rare, so that most texts need nothing.</summary>
    private readonly List<int> _pairs = [];

    public CodePointIndex(string text)
    {
        int codePoint = 0;
        for (int i = 0; i < text.Length; i++, codePoint++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _pairs.Add(codePoint);
                i++;
            }
        }

        _length = codePoint;
    }

    /// <summary>The UTF-16 index of a code point, or of the text's end; null outside the text.</summary>
    public int? ToUtf16(int codePoint)
    {
        if (codePoint < 0 || codePoint > _length)
        {
            return null;
        }

        int found = _pairs.BinarySearch(codePoint);
        return codePoint + (found < 0 ? ~found : found);
    }
}
