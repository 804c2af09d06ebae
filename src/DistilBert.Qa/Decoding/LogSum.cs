namespace DistilBert.Qa.Decoding;

/// <summary>Sums of probabilities that are kept as logarithms.</summary>
internal static class LogSum
{
    /// <summary>log(exp(a) + exp(b)), without overflow or underflow.</summary>
    public static double Add(double a, double b)
    {
        double larger = Math.Max(a, b);
        double smaller = Math.Min(a, b);
        return double.IsNegativeInfinity(smaller) ? larger : larger + Log1p(Math.Exp(smaller - larger));
    }

    // Math has no Log1p. For x in (0, 1] the loss of log(1 + x) is below one unit in the last place of 1, which is what the sum needs.
    private static double Log1p(double x) => Math.Log(1 + x);
}
