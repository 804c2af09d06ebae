namespace DistilBert.Qa.Evaluation;

/// <summary>The temperatures at which a question's spans are summed while its logits are there; between them a straight line over ln T is as good.</summary>
internal static class TemperatureGrid
{
    public const double Lowest = 0.25;
    public const double Highest = 16;

    private const int Steps = 84;

    private static readonly double LogStep = Math.Log(Highest / Lowest) / Steps;

    /// <summary>The temperatures, each 5 % above the one before.</summary>
    public static double[] Temperatures { get; } = [.. Enumerable.Range(0, Steps + 1).Select(static step => Lowest * Math.Exp(step * LogStep))];

    /// <summary>What values given at every temperature come to at another within the borders.</summary>
    public static double Interpolate(double[] values, double temperature)
    {
        double place = Math.Clamp(Math.Log(temperature / Lowest) / LogStep, 0, Steps);
        int below = Math.Min((int)place, Steps - 1);
        double part = place - below;
        return values[below] + (part * (values[below + 1] - values[below]));
    }
}
