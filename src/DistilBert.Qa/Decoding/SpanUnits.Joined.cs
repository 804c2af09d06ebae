using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <content>The scores of units of more than one token.</content>
internal sealed partial class SpanUnits
{
    // Below exp(-575) the sum over pairs may have lost terms to underflow, and a slow sum in logarithms takes its place.
    private const double LogOfSmallestQuickSum = -575;

    private int[] _joined = [];
    private double[] _alone = [];
    private double[] _joinedStart = [];
    private double[] _joinedEnd = [];
    private double[] _sums = [];
    private int _joinedCount;

    /// <summary>The units of more than one token, ascending.</summary>
    public ReadOnlySpan<int> Joined => _joined.AsSpan(0, _joinedCount);

    // Exponentials and logarithms of all such units are taken together: one by one they would cost more than all the rest of decoding.
    private void ScoreJoined()
    {
        int tokens = LayOutJoined();
        TensorPrimitives.Exp(_joinedStart.AsSpan(0, tokens), _joinedStart);
        TensorPrimitives.Exp(_joinedEnd.AsSpan(0, tokens), _joinedEnd);
        SumJoined();
        Span<double> sums = _sums.AsSpan(0, 3 * _joinedCount);
        TensorPrimitives.Log(sums, sums);
        for (int place = 0; place < _joinedCount; place++)
        {
            int unit = _joined[place];
            double pairs = sums[(3 * place) + 2];
            _alone[unit] = pairs > LogOfSmallestQuickSum ? _start[unit] + _end[unit] + pairs : SumPairs(unit);
            _start[unit] += sums[3 * place];
            _end[unit] += sums[(3 * place) + 1];
        }
    }

    // The tokens of all such units one after the other, their scores less the greatest of the unit, which becomes the score of the unit so far.
    private int LayOutJoined()
    {
        int written = 0;
        foreach (int unit in Joined)
        {
            (double start, double end) = (double.NegativeInfinity, double.NegativeInfinity);
            for (int token = _first[unit]; token <= _last[unit]; token++)
            {
                (start, end) = (Math.Max(start, _tokenStart[token]), Math.Max(end, _tokenEnd[token]));
            }

            for (int token = _first[unit]; token <= _last[unit]; token++)
            {
                (_joinedStart[written], _joinedEnd[written]) = (_tokenStart[token] - start, _tokenEnd[token] - end);
                written++;
            }

            (_start[unit], _end[unit]) = (start, end);
        }

        return written;
    }

    // For each such unit the sums over its starts, its ends, and its pairs in reading order.
    private void SumJoined()
    {
        int token = 0;
        for (int place = 0; place < _joinedCount; place++)
        {
            (double starts, double ends, double pairs) = (0, 0, 0);
            for (int left = _last[_joined[place]] - _first[_joined[place]]; left >= 0; left--, token++)
            {
                starts += _joinedStart[token];
                ends += _joinedEnd[token];
                pairs += starts * _joinedEnd[token];
            }

            (_sums[3 * place], _sums[(3 * place) + 1], _sums[(3 * place) + 2]) = (starts, ends, pairs);
        }
    }

    private double SumPairs(int unit)
    {
        (double starts, double pairs) = (double.NegativeInfinity, double.NegativeInfinity);
        for (int token = _first[unit]; token <= _last[unit]; token++)
        {
            starts = LogSum.Add(starts, _tokenStart[token]);
            pairs = LogSum.Add(pairs, starts + _tokenEnd[token]);
        }

        return pairs;
    }
}
