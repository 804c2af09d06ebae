using DistilBert.Qa.Models;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class CalibrationFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("calibration").FullName;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Save_Read_IsWhatTheModelRunsWith(bool withNoAnswer)
    {
        CalibrationFile file = Create() with
        {
            NoAnswer = withNoAnswer ? new(0.7, -0.11, 0.2, 1.7, 1.5, 0.4) : null,
            NoAnswerThreshold = withNoAnswer ? 0.45 : null,
            UnanswerableShare = withNoAnswer ? 0.2 : null,
        };
        string path = Path.Combine(_folder, CalibrationFile.FileName);

        file.Save(path);
        file.Save(path);

        ModelCalibration.Read(path).Should().Be(new ModelCalibration(2.1, 5.5, withNoAnswer ? new(0.7, -0.11, 0.2, 1.7, 1.5, 0.4) : null, file.NoAnswerThreshold));
        Directory.GetFiles(_folder).Should().ContainSingle();
    }

    [Fact]
    public void ToJson_Calibration_IsTheSameEverywhere() => Create().ToJson().Should().Be(
        "{\n  \"temperature\": 2.1,\n  \"emphasis\": 5.5,\n  \"model\": \"mini\",\n  \"precision\": \"int8\",\n  \"fittedOn\": [\n    \"dev-v1.1.json\",\n    \"dév.json\"\n  ],\n" +
        "  \"questions\": 10,\n  \"calibrationErrorBefore\": 0.1,\n  \"calibrationErrorAfter\": 0.02\n}\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CalibrationFile Create() => new()
    {
        Temperature = 2.1,
        Emphasis = 5.5,
        Model = "mini",
        Precision = ModelPrecision.Int8,
        FittedOn = ["dev-v1.1.json", "dév.json"],
        Questions = 10,
        CalibrationErrorBefore = 0.1,
        CalibrationErrorAfter = 0.02,
    };
}
