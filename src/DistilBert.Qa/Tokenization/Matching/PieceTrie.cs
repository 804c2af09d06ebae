using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>All vocabulary entries as a double-array trie over symbols: one addition and one comparison for each character.</summary>
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
    public int Longest(ReadOnlySpan<ushort> symbols, int from, out int id)
    {
        id = None;
        if (from == None)
        {
            return 0;
        }

        ref Node first = ref MemoryMarshal.GetArrayDataReference(nodes);
        int node = from;
        int length = 0;
        for (int at = 0; at < symbols.Length; at++)
        {
            // The array is longer than the largest base by the largest symbol, so this cannot leave it.
            int next = Unsafe.Add(ref first, node).Base + symbols[at];
            ref Node child = ref Unsafe.Add(ref first, next);
            if (child.Parent != node)
            {
                break;
            }

            node = next;
            if (child.Id != None)
            {
                id = child.Id;
                length = at + 1;
            }
        }

        return length;
    }

    /// <summary>One state: its children stand at <c>Base + symbol</c> and name it as their parent.</summary>
    internal struct Node
    {
        public int Base;
        public int Parent;
        public int Id;
    }
}
