namespace DistilBert.Qa.Tokenization;

/// <summary>Reads the numbers of the embedded table.</summary>
internal ref struct CharacterDataReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The next number: 7 bits a byte, lowest first.</summary>
    public int Number()
    {
        int value = 0;
        int used = 0;
        int part;
        do
        {
            part = _rest[used];
            value |= (part & 127) << (7 * used);
            used++;
        }
        while (part > 127);

        _rest = _rest[used..];
        return value;
    }

    /// <summary>The next mapping from a character to those it becomes.</summary>
    public void Map(Dictionary<int, int[]> destination)
    {
        int count = Number();
        int from = 0;
        destination.EnsureCapacity(count);
        for (; count > 0; count--)
        {
            from += Number();
            int[] to = new int[Number()];
            for (int i = 0; i < to.Length; i++)
            {
                int zigzag = Number();
                to[i] = from + ((zigzag >> 1) ^ -(zigzag & 1));
            }

            destination.Add(from, to);
        }
    }
}
