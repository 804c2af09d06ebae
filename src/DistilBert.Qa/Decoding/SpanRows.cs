using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>For each unit as start, the run of units that may end a valid span; reused from window to window.</summary>
/// <remarks>
/// A span is valid if it has at most the allowed number of tokens, or is a single unit however long, and if the window owns it. All borders
/// of a run follow from the first token of its start: nothing is stored, and what ownership cuts lies at either end of the window.
/// </remarks>
internal sealed class SpanRows
{
    private SpanUnits _units = null!;
    private long _above;
    private long _upTo;

    /// <summary>How many tokens a span of several units may have.</summary>
    public int MaxTokens { get; private set; }

    /// <summary>The starts outside of which no span is valid.</summary>
    public (int Begin, int End) Starts { get; private set; }

    /// <summary>The tokens that, as first of their unit, start runs which ownership does not cut.</summary>
    public (int Begin, int End) WholeTokens { get; private set; }

    public void Fill(SpanUnits units, int begin, SpanOwnership ownership, int maxTokens)
    {
        _units = units;
        MaxTokens = maxTokens;
        _above = ownership.Above - (2L * begin);
        _upTo = ownership.UpTo - (2L * begin);

        long wholeBegin = Math.Clamp((_above >> 1) + 1, 0, units.TokenCount);
        long wholeEnd = Math.Clamp(((_upTo - maxTokens + 1) >> 1) + 1, wholeBegin, units.TokenCount);
        WholeTokens = ((int)wholeBegin, (int)wholeEnd);

        (int first, int end) = (0, units.Count);
        while (first < end && ReachOf(first) <= OwnedBegin(first))
        {
            first++;
        }

        while (end > first && OwnedEnd(end - 1) <= end - 1)
        {
            end--;
        }

        Starts = (first, end);
    }

    /// <summary>The first unit that may end a span from this start.</summary>
    public int BeginOf(int start) => Math.Max(start, OwnedBegin(start));

    /// <summary>One past the last; not above <see cref="BeginOf"/> where there is none.</summary>
    public int EndOf(int start) => Math.Min(ReachOf(start), OwnedEnd(start));

    private int ReachOf(int start) => Math.Max(start + 1, UnitAt((long)_units.First[start] + MaxTokens));

    private int OwnedBegin(int start) => UnitAt(_above - _units.First[start] + 1);

    private int OwnedEnd(int start) => UnitAt(_upTo - _units.First[start] + 1);

    // The unit of a token: all units before it end before that token, and no other does.
    private int UnitAt(long token) => _units.UnitAt[(int)Math.Clamp(token, 0, _units.TokenCount)];
}
