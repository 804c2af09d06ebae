using BenchmarkDotNet.Configs;

namespace DistilBert.Qa.Benchmarks;

/// <summary>Adds columns that say how much work of each unit a second holds.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ThroughputAttribute(params string[] units) : Attribute, IConfigSource
{
    public IReadOnlyList<string> Units { get; } = units;

    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn([.. units.Select(unit => new ThroughputColumn(unit))]);
}
