namespace DistilBert.Qa.Tokenization;

/// <summary>Lays the vocabulary out as a <see cref="PieceTrie"/>.</summary>
internal sealed class PieceTrieBuilder
{
    private readonly string[] _spelled;
    private readonly int[] _ids;
    private readonly int _largestSymbol;
    private PieceTrie.Node[] _nodes;
    private int _firstFree = 1;

    private PieceTrieBuilder(string[] spelled, int[] ids, int largestSymbol)
    {
        _spelled = spelled;
        _ids = ids;
        _largestSymbol = largestSymbol;
        _nodes = [];
        Reserve(Math.Max(1024, 2 * spelled.Length));
        _nodes[PieceTrie.Root].Parent = PieceTrie.Root;
    }

    /// <summary>Builds the trie of entries spelled in symbols (one UTF-16 unit each), where <paramref name="continuation"/> spells "##".</summary>
    public static PieceTrie Build(string[] spelled, int[] ids, int largestSymbol, string continuation)
    {
        Array.Sort(spelled, ids, StringComparer.Ordinal);
        PieceTrieBuilder builder = new(spelled, ids, largestSymbol);
        builder.Grow();
        return new PieceTrie(builder._nodes, builder.NodeOf(continuation));
    }

    private void Grow()
    {
        Stack<(int Node, int From, int To, int Depth)> open = new();
        open.Push((PieceTrie.Root, 0, _spelled.Length, 0));
        List<(int Symbol, int From, int To)> children = [];
        while (open.TryPop(out var range))
        {
            (int node, int from, int to, int depth) = range;
            if (from < to && _spelled[from].Length == depth)
            {
                _nodes[node].Id = _ids[from];
                from++;
            }

            Split(from, to, depth, children);
            if (children.Count == 0)
            {
                continue;
            }

            int position = Place(children);
            _nodes[node].Base = position;
            foreach ((int symbol, int first, int last) in children)
            {
                int child = position + symbol;
                _nodes[child].Parent = node;
                open.Push((child, first, last, depth + 1));
            }
        }
    }

    private void Split(int from, int to, int depth, List<(int Symbol, int From, int To)> children)
    {
        children.Clear();
        while (from < to)
        {
            char symbol = _spelled[from][depth];
            int end = from + 1;
            while (end < to && _spelled[end][depth] == symbol)
            {
                end++;
            }

            children.Add((symbol, from, end));
            from = end;
        }
    }

    /// <summary>The lowest base whose cells for all children are free.</summary>
    private int Place(List<(int Symbol, int From, int To)> children)
    {
        while (_nodes[_firstFree].Parent != PieceTrie.None)
        {
            _firstFree++;
            Reserve(_firstFree);
        }

        int crowded = 0;
        for (int cell = Math.Max(_firstFree, children[0].Symbol + 1); ; cell++)
        {
            int position = cell - children[0].Symbol;
            Reserve(position);
            if (_nodes[cell].Parent != PieceTrie.None)
            {
                crowded++;
                continue;
            }

            if (Fits(position, children))
            {
                // What lies behind is nearly full: not looking there again keeps the layout linear at a little loss of room.
                if (cell - _firstFree > 64 && crowded * 20L > (cell - _firstFree) * 19L)
                {
                    _firstFree = cell;
                }

                return position;
            }
        }
    }

    private bool Fits(int position, List<(int Symbol, int From, int To)> children)
    {
        foreach ((int symbol, _, _) in children)
        {
            if (_nodes[position + symbol].Parent != PieceTrie.None)
            {
                return false;
            }
        }

        return true;
    }

    private int NodeOf(string spelled)
    {
        int node = PieceTrie.Root;
        foreach (char symbol in spelled)
        {
            int child = _nodes[node].Base + symbol;
            if (symbol == 0 || _nodes[child].Parent != node)
            {
                return PieceTrie.None;
            }

            node = child;
        }

        return node;
    }

    private void Reserve(int position)
    {
        int needed = position + _largestSymbol + 1;
        int old = _nodes.Length;
        if (needed < old)
        {
            return;
        }

        Array.Resize(ref _nodes, Math.Max(needed + 1, old + (old / 2)));
        for (int i = old; i < _nodes.Length; i++)
        {
            _nodes[i] = new PieceTrie.Node { Parent = PieceTrie.None, Id = PieceTrie.None };
        }
    }
}
