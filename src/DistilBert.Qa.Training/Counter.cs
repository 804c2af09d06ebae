namespace DistilBert.Qa.Training;

/// <summary>Random numbers that are a function of their place rather than of those drawn before, so that there is no state to lose.</summary>
internal static class Counter
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood, 2014): every bit of the counter reaches every bit of the result.</summary>
    public static ulong Mix(ulong value)
    {
        value += Step;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A number of a sequence.</summary>
    public static ulong At(ulong key, long index) => Mix(key + ((ulong)index * Step));

    /// <summary>A key that depends on all parts.</summary>
    public static ulong Key(long seed, params ReadOnlySpan<long> parts)
    {
        ulong key = Mix((ulong)seed);
        foreach (long part in parts)
        {
            key = Mix(key + (ulong)part);
        }

        return key;
    }

    /// <summary>A number from 0 to below 1.</summary>
    public static double Uniform(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
