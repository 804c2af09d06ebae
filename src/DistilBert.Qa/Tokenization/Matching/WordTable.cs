using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>Vocabulary entries of at most 13 ASCII letters and digits, found by their bytes as one 128-bit number in one probe, mostly.</summary>
internal sealed class WordTable
{
    /// <summary>The longest word that leaves three of sixteen bytes for its id.</summary>
    public const int LongestWord = 13;

    /// <summary>Ids are below this.</summary>
    public const int IdLimit = 1 << 24;

    private const int IdShift = 40;
    private const ulong KeyMask = (1UL << IdShift) - 1;

    private readonly Slot[] _slots;
    private readonly int _shift;

    private WordTable(int count)
    {
        // At most half full, so that runs of taken slots stay short.
        int bits = Math.Max(4, 64 - (int)ulong.LeadingZeroCount(2 * (ulong)count));
        _slots = new Slot[1 << bits];
        _shift = 64 - bits;
    }

    /// <summary>Builds the table of words that <see cref="TryKey"/> accepts.</summary>
    public static WordTable Build(List<(string Word, int Id)> words)
    {
        WordTable table = new(words.Count);
        foreach ((string word, int id) in words)
        {
            if (TryKey(word, out ulong low, out ulong high))
            {
                table.Add(low, high, id);
            }
        }

        return table;
    }

    /// <summary>The number of a word of at most 13 ASCII letters and digits: its bytes, the first one lowest.</summary>
    public static bool TryKey(ReadOnlySpan<char> word, out ulong low, out ulong high)
    {
        low = 0;
        high = 0;
        if (word.IsEmpty || word.Length > LongestWord)
        {
            return false;
        }

        for (int i = word.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiLetterOrDigit(word[i]))
            {
                return false;
            }

            high = (high << 8) | (low >> 56);
            low = (low << 8) | word[i];
        }

        return true;
    }

    /// <summary>The id of a word, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong low, ulong high)
    {
        ref Slot first = ref MemoryMarshal.GetArrayDataReference(_slots);
        uint last = (uint)_slots.Length - 1;
        for (uint at = Home(low, high); ; at = (at + 1) & last)
        {
            ref Slot slot = ref Unsafe.Add(ref first, at);
            if (slot.Low == low && (slot.High & KeyMask) == high)
            {
                return (int)(slot.High >> IdShift);
            }

            if (slot.Low == 0)
            {
                return -1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Home(ulong low, ulong high) => (uint)(((low ^ (high * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93) >> _shift);

    private void Add(ulong low, ulong high, int id)
    {
        uint last = (uint)_slots.Length - 1;
        uint at = Home(low, high);
        while (_slots[at].Low != 0)
        {
            at = (at + 1) & last;
        }

        _slots[at] = new Slot { Low = low, High = high | ((ulong)id << IdShift) };
    }

    private struct Slot
    {
        public ulong Low;
        public ulong High;
    }
}
