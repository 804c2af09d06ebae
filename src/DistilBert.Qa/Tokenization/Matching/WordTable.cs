using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>Vocabulary entries of at most 12 ASCII letters and digits, found by their bytes as one number in one probe, mostly.</summary>
internal sealed class WordTable
{
    private readonly Slot[] _slots;
    private readonly int _shift;
    private readonly LengthFilter _byThree;
    private readonly LengthFilter _byFour;
    private readonly LengthFilter _bySix;

    private WordTable(int count)
    {
        // At most half full, so that runs of taken slots stay short; and with room for the longest run behind the last home.
        int bits = Math.Max(4, BitOperations.Log2((uint)count) + 2);
        _slots = new Slot[(1 << bits) + count + 1];
        _shift = 64 - bits;
        _byThree = new(3, bits);
        _byFour = new(4, bits);
        _bySix = new(6, bits);
    }

    /// <summary>Builds the table of those words that have a key.</summary>
    public static WordTable Build(IReadOnlyCollection<(string Word, int Id)> words)
    {
        WordTable table = new(words.Count);
        foreach ((string word, int id) in words)
        {
            if (WordKey.TryCreate(word, out WordKey key))
            {
                table.Add(key, id);
                table._byThree.Add(key, word.Length);
                table._byFour.Add(key, word.Length);
                table._bySix.Add(key, word.Length);
            }
        }

        return table;
    }

    /// <summary>The table for a loop of many searches, to be kept in a local variable.</summary>
    public Reader Open() => new(ref MemoryMarshal.GetArrayDataReference(_slots), _shift);

    /// <summary>Length of the longest entry that a word begins with, 0 if it begins with none; the entry may be the whole word.</summary>
    /// <remarks>
    /// Unlike the steps down a trie, its probes do not wait for one another. Beginnings of three, four and six characters say which
    /// lengths are worth one; nine times of ten the first of them is right.
    /// </remarks>
    /// <param name="word">The word.</param>
    /// <param name="length">Its length.</param>
    /// <param name="id">The id of the entry, or -1.</param>
    public int FindLongest(WordKey word, int length, out int id)
    {
        Reader reader = Open();
        uint candidates = _byThree.LengthsOf(word) & _byFour.LengthsOf(word) & _bySix.LengthsOf(word) & ((2u << length) - 1);
        while (candidates != 0)
        {
            int longest = BitOperations.Log2(candidates);
            id = reader.Find(word.First(longest));
            if (id >= 0)
            {
                return longest;
            }

            candidates ^= 1u << longest;
        }

        id = -1;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Home(WordKey key, int shift) => (uint)(((key.Low ^ (key.High * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93) >> shift);

    private void Add(WordKey key, int id)
    {
        uint at = Home(key, _shift);
        while (_slots[at].Low != 0)
        {
            at++;
        }

        _slots[at] = new Slot { Low = key.Low, High = key.High, Id = id };
    }

    /// <summary>Searches the table.</summary>
    public readonly ref struct Reader
    {
        private readonly ref Slot _first;
        private readonly int _shift;

        internal Reader(ref Slot first, int shift)
        {
            _first = ref first;
            _shift = shift;
        }

        /// <summary>The id of a word, or -1.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Find(WordKey key)
        {
            ref Slot slot = ref Unsafe.Add(ref _first, Home(key, _shift));
            while (true)
            {
                if (slot.Low == key.Low && slot.High == key.High)
                {
                    return slot.Id;
                }

                if (slot.Low == 0)
                {
                    return -1;
                }

                slot = ref Unsafe.Add(ref slot, 1);
            }
        }
    }

    internal struct Slot
    {
        public ulong Low;
        public uint High;
        public int Id;
    }
}
