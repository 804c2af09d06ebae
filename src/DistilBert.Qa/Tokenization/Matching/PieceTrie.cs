using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>All vocabulary entries as a double-array trie over the bytes of symbols: one addition and one comparison for each.</summary>
/// <remarks>The entries stand in it as they are written, so the pieces that continue a word hang below the node of "##".</remarks>
internal sealed class PieceTrie(PieceTrie.Node[] nodes, int continuation)
{
    /// <summary>The node before any character: where the first piece of a word starts.</summary>
    public const int Root = 0;

    /// <summary>No node, and no entry.</summary>
    public const int None = -1;

    /// <summary>Where the further pieces of a word start, or <see cref="None"/>.</summary>
    public int Continuation => continuation;

    /// <summary>Length of the longest entry that starts the characters, 0 if none does; never looks further than the longest entry reaches.</summary>
    public int Longest(ReadOnlySpan<WordCharacter> word, int from, out int id)
    {
        id = None;
        if (from == None)
        {
            return 0;
        }

        ref Node first = ref MemoryMarshal.GetArrayDataReference(nodes);
        int node = from;
        int length = 0;
        for (int at = 0; at < word.Length; at++)
        {
            int symbol = word[at].Symbol;
            int child = Child(ref first, node, symbol & Alphabet.ByteMask);
            if (child != None && symbol > Alphabet.ByteMask)
            {
                child = Child(ref first, child, symbol >> Alphabet.ByteBits);
            }

            if (child == None)
            {
                break;
            }

            node = child;
            int entry = Unsafe.Add(ref first, child).Id;
            if (entry != None)
            {
                id = entry;
                length = at + 1;
            }
        }

        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Child(ref Node first, int node, int part)
    {
        // The array is longer than the largest base by the largest byte, so this cannot leave it.
        int child = Unsafe.Add(ref first, node).Base + part;
        return Unsafe.Add(ref first, child).Parent == node ? child : None;
    }

    /// <summary>One state: its children stand at <c>Base + byte</c> and name it as their parent.</summary>
    internal struct Node
    {
        public int Base;
        public int Parent;
        public int Id;
    }
}
