namespace DistilBert.Qa.Evaluation;

/// <summary>Picks some of many at even distances, the first among them.</summary>
internal static class EvenSpread
{
    /// <summary>Whether the element at an index is one of <paramref name="wanted"/> out of <paramref name="total"/>.</summary>
    public static bool Picks(int index, int wanted, int total) => wanted >= total || (long)index * wanted % total < wanted;
}
