using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Tests.Compilation.Safetensors;

public sealed class SafetensorsWriterTests
{
    [Theory]
    [InlineData("F32", 0)]
    [InlineData("F16", 0.0005)]
    [InlineData("BF16", 0.004)]
    public void Write_ThenOpen_GivesTheSameNumbers(string typeName, double tolerance)
    {
        SafetensorsTypes.TryParse(typeName, out SafetensorsType type).Should().BeTrue();
        float[] values = [.. Enumerable.Range(0, 700_000).Select(static i => MathF.Sin(i))];
        using TemporaryFolder folder = new();

        SafetensorsWriter.Write(
            folder["a"],
            [
                SafetensorsSource.Of("first", type, [3], new float[] { 1, -0.5f, 0 }),
                SafetensorsSource.Of("second", type, [700, 1000], values),
                SafetensorsSource.Of("none", type, [0, 5], Array.Empty<float>()),
            ],
            new Dictionary<string, string> { ["format"] = "pt" });

        using SafetensorsFile file = SafetensorsFile.Open(folder["a"]);
        float[] read = new float[values.Length];
        file.Read(file.Find("second")!, 0, read);
        read.Zip(values, static (a, b) => (double)Math.Abs(a - b)).Max().Should().BeLessThanOrEqualTo(tolerance);
        float[] tail = new float[2];
        file.Read(file.Find("first")!, 1, tail);
        tail.Should().Equal(-0.5f, 0);
        file.Find("second")!.Shape.Should().Equal(700, 1000);
        file.Find("none")!.Elements.Should().Be(0);
        file.Metadata["format"].Should().Be("pt");
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Write_BrainFloat_RoundsHalfToEvenAndKeepsWhatIsNotFinite()
    {
        float[] values = [1.00390625f, 1.01171875f, float.PositiveInfinity, float.NaN];
        using TemporaryFolder folder = new();

        SafetensorsWriter.Write(folder["a"], [SafetensorsSource.Of("x", SafetensorsType.BF16, [4], values)]);

        using SafetensorsFile file = SafetensorsFile.Open(folder["a"]);
        float[] read = new float[4];
        file.Read(file.Entries[0], 0, read);
        read.Should().Equal(1f, 1.015625f, float.PositiveInfinity, float.NaN);
    }

    [Fact]
    public void Write_IntegerType_IsRefused()
    {
        using TemporaryFolder folder = new();

        Action write = () => SafetensorsWriter.Write(folder["a"], [SafetensorsSource.Of("x", SafetensorsType.I8, [1], new float[1])]);

        write.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Weights are written as F32, F16 or BF16.*");
    }
}
