namespace DistilBert.Qa.Evaluation;

/// <summary>Finds the lowest point of a function with one valley, after Kiefer (1953).</summary>
internal static class GoldenSection
{
    private static readonly double Inverse = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Where the function is lowest between two numbers.</summary>
    public static double Minimize(double low, double high, double precision, Func<double, double> function)
    {
        double left = high - (Inverse * (high - low)), right = low + (Inverse * (high - low));
        double atLeft = function(left), atRight = function(right);
        while (high - low > precision)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Inverse * (high - low));
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Inverse * (high - low));
                atRight = function(right);
            }
        }

        return (low + high) / 2;
    }
}
