using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tests.Models;

public sealed class ModelCalibrationTests : IDisposable
{
    private const string Whole =
        """{"temperature": 2.5, "emphasis": 6, "noAnswer": {"prior": 0.5, "margin": -0.1, "doubt": 0.2, "negation": 1.7, "numbers": 1.5, "names": 0.4}, "noAnswerThreshold": 0.45, "model": "x"}""";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"calibration-{Guid.NewGuid():N}.json");

    [Fact]
    public void Read_NoFile_NothingWasFitted() => ModelCalibration.Read(_path).Should().Be(ModelCalibration.None);

    [Fact]
    public void Read_Whole_TakesEverything()
    {
        File.WriteAllText(_path, Whole);

        ModelCalibration.Read(_path).Should().Be(new ModelCalibration(2.5, 6, new(0.5, -0.1, 0.2, 1.7, 1.5, 0.4), 0.45));
    }

    [Fact]
    public void Read_TemperatureAlone_LeavesTheRest()
    {
        File.WriteAllText(_path, """{"temperature": 0.5, "noAnswer": null}""");

        ModelCalibration.Read(_path).Should().Be(ModelCalibration.None with { Temperature = 0.5 });
    }

    [Theory]
    [InlineData("2.5", "0", "'temperature' in * is 0; a number from 0.01 to 100 is needed. Delete the file, or fit the model again.")]
    [InlineData("\"emphasis\": 6", "\"emphasis\": -1", "'emphasis' in * is -1; a number from 0 to 1000000 is needed.*")]
    [InlineData("0.45", "\"x\"", "'noAnswerThreshold' in * is \"x\"; a number from 0 to 1 is needed.*")]
    [InlineData("-0.1", "0.1", "'margin' in * is 0.1; a number from -1000000 to 0 is needed.*")]
    [InlineData("0.2", "-0.2", "'doubt' in * is -0.2; a number from 0 to 1000000 is needed.*")]
    [InlineData("1.7", "1e999", "'negation' in * is 1e999; *")]
    [InlineData(", \"names\": 0.4", "", "'names' is missing from 'noAnswer' in *; a number is needed. Delete it, or fit the model again.")]
    [InlineData("{\"prior\"", "[1], \"other\": {\"prior\"", "'noAnswer' in * is a JSON Array; an object is needed. Delete it, or fit the model again.")]
    [InlineData("\"x\"}", "", "*is not valid JSON: * Delete it, or fit the model again.")]
    public void Read_Damaged_SaysWhat(string replaced, string by, string message)
    {
        File.WriteAllText(_path, Whole.Replace(replaced, by, StringComparison.Ordinal));

        FluentActions.Invoking(() => ModelCalibration.Read(_path)).Should().Throw<ModelException>().WithMessage(message);
    }

    [Fact]
    public void Read_HugeFile_IsNotRead()
    {
        File.WriteAllText(_path, new string(' ', 100_000));

        FluentActions.Invoking(() => ModelCalibration.Read(_path)).Should().Throw<ModelException>()
            .WithMessage("*has 100000 bytes; a file of that name beside a model has at most 65536. Delete it, or fit the model again.");
    }

    public void Dispose() => File.Delete(_path);
}
