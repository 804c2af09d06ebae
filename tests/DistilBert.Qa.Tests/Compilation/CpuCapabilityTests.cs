using System.Runtime.InteropServices;
using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

public sealed class CpuCapabilityTests
{
    [Theory]
    [InlineData(ModelPrecision.Auto, true, ModelPrecision.Int8)]
    [InlineData(ModelPrecision.Auto, false, ModelPrecision.Fp32)]
    [InlineData(ModelPrecision.Int8, false, ModelPrecision.Int8)]
    [InlineData(ModelPrecision.Fp32, true, ModelPrecision.Fp32)]
    public void OfExports_ForcedCapability_DecidesOnlyAuto(ModelPrecision asked, bool fastInt8, ModelPrecision expected)
    {
        using IDisposable forced = CpuCapability.Force(fastInt8);

        CpuCapability.OfExports(asked).Should().Be(expected);
    }

    [Fact]
    public void FastInt8_AsLinuxReportsTheProcessor_Agrees()
    {
        bool expected = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        if (!expected && File.Exists("/proc/cpuinfo"))
        {
            string[] flags = File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ') ?? [];
            CpuCapability.FastInt8.Should().Be(flags.Contains("avx512_vnni") || flags.Contains("avx_vnni"));
        }
        else if (expected)
        {
            CpuCapability.FastInt8.Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("avx2")]
    [InlineData("fma")]
    [InlineData("avx512")]
    [InlineData("vnni")]
    public void Features_AsLinuxReportsTheProcessor_Agree(string name)
    {
        string[]? flags = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ')
            : null;
        if (flags is not null)
        {
            string[] meant = name switch { "avx512" => ["avx512f"], "vnni" => ["avx512_vnni", "avx_vnni"], _ => [name] };
            ProviderSurvey.Take().CpuFeatures.Contains(name).Should().Be(meant.Any(flags.Contains));
        }
    }

    [Fact]
    public void Force_Disposed_IsForgotten()
    {
        bool before = CpuCapability.FastInt8;

        CpuCapability.Force(!before).Dispose();

        CpuCapability.FastInt8.Should().Be(before);
    }
}
