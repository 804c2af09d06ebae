using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak;

/// <summary>What a process holds over time: looks in a row, of which the first fifth warms up and the middles of the next and of the last fifth are compared.</summary>
internal sealed class MemoryTrend
{
    public const int Looks = 60;

    // The pool of .NET has one thread more or less from time to time.
    private const int AllowedThreads = 1;

    private readonly List<MemoryProbe> _probes = [];

    public int Count => _probes.Count;

    private IEnumerable<MemoryProbe> AfterWarmUp => _probes.Skip(Looks / 5).Take(Looks / 5);

    private IEnumerable<MemoryProbe> AtEnd => _probes.TakeLast(Looks / 5);

    public void Look() => _probes.Add(MemoryProbe.Take());

    /// <summary>Whether memory grew by no more than that share, and threads did not grow.</summary>
    public bool Held(double allowedGrowth) => Growth(Resident) <= allowedGrowth && Threads(AtEnd) <= Threads(AfterWarmUp) + AllowedThreads;

    public void WriteTo(JsonObject figures)
    {
        MemoryProbe[] warm = [.. _probes.Skip(Looks / 5)];
        figures["residentMegabytesAfterWarmUp"] = Math.Round(Middle(AfterWarmUp, Resident), 1);
        figures["residentMegabytesAtEnd"] = Math.Round(Middle(AtEnd, Resident), 1);
        figures["growthPercent"] = Math.Round(Growth(Resident) * 100, 2);
        figures["managedMegabytesAfterWarmUp"] = Math.Round(Middle(AfterWarmUp, Managed), 1);
        figures["managedMegabytesAtEnd"] = Math.Round(Middle(AtEnd, Managed), 1);
        figures["threadsAfterWarmUp"] = Threads(AfterWarmUp);
        figures["threadsAtEnd"] = Threads(AtEnd);
        figures["threadsLeast"] = warm.Min(static probe => probe.Threads);
        figures["threadsMost"] = warm.Max(static probe => probe.Threads);
        figures["residentMegabytes"] = new JsonArray([.. _probes.Select(static probe => (JsonNode)Math.Round(probe.ResidentMegabytes, 1))]);
        figures["threads"] = new JsonArray([.. _probes.Select(static probe => (JsonNode)probe.Threads)]);
    }

    private double Growth(Func<MemoryProbe, double> value) => (Middle(AtEnd, value) / Middle(AfterWarmUp, value)) - 1;

    private static int Threads(IEnumerable<MemoryProbe> probes) => probes.Max(static probe => probe.Threads);

    private static double Resident(MemoryProbe probe) => probe.ResidentMegabytes;

    private static double Managed(MemoryProbe probe) => probe.ManagedMegabytes;

    private static double Middle(IEnumerable<MemoryProbe> probes, Func<MemoryProbe, double> value)
    {
        double[] sorted = [.. probes.Select(value).Order()];
        return sorted[sorted.Length / 2];
    }
}
