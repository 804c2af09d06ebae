namespace DistilBert.Qa.Evaluation.Tests;

public sealed class CalibrationFileTests : IDisposable
{
    private const string Whole =
        """{"temperature": 1.5, "noAnswerThreshold": null, "fittedOn": "dev", "questions": 10, "calibrationErrorBefore": 0.1, "calibrationErrorAfter": 0.02}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("calibration").FullName;

    private string PathOfFile => Path.Combine(_folder, CalibrationFile.FileName);

    [Theory]
    [InlineData(0.3)]
    [InlineData(null)]
    public void Save_Load_GivesTheSame(double? threshold)
    {
        CalibrationFile calibration = new()
        {
            Temperature = 1.0 / 3,
            NoAnswerThreshold = threshold,
            FittedOn = "dev-v1.1.json",
            Questions = 5285,
            CalibrationErrorBefore = 0.12,
            CalibrationErrorAfter = 0.02,
        };

        calibration.Save(PathOfFile);
        calibration.Save(PathOfFile);

        CalibrationFile.Load(PathOfFile).Should().Be(calibration);
        Directory.GetFiles(_folder).Should().ContainSingle();
    }

    [Fact]
    public void ToJson_Calibration_IsTheSameEverywhere() => Load(Whole).ToJson().Should().Be(
        "{\n  \"temperature\": 1.5,\n  \"noAnswerThreshold\": null,\n  \"fittedOn\": \"dev\",\n  \"questions\": 10,\n  \"calibrationErrorBefore\": 0.1,\n  \"calibrationErrorAfter\": 0.02\n}\n");

    [Theory]
    [InlineData("", "", "*is not a calibration: a JSON object is needed. Delete it, or fit the model again.")]
    [InlineData("{\"temperature\": 1.5, ", "[", "*is not a calibration: a JSON object is needed. Delete it, or fit the model again.")]
    [InlineData("1.5", "0", "*is not a calibration: temperature is 0, a number above 0 is needed. Delete it, or fit the model again.")]
    [InlineData("1.5", "\"x\"", "*temperature is \"x\", a number above 0 is needed.*")]
    [InlineData("1.5", "1e999", "*temperature is 1e999, a number above 0 is needed.*")]
    [InlineData("null", "1.1", "*noAnswerThreshold is 1.1, a number from 0 to 1, or null, is needed.*")]
    [InlineData("0.02", "-1", "*calibrationErrorAfter is -1, a number from 0 to 1 is needed.*")]
    [InlineData("\"questions\": 10, ", "", "*questions is missing, a number of questions is needed.*")]
    public void Load_Damaged_SaysWhat(string replaced, string by, string message)
    {
        string json = replaced.Length == 0 ? "[]" : Whole.Replace(replaced, by, StringComparison.Ordinal);

        FluentActions.Invoking(() => Load(json)).Should().Throw<ModelException>().WithMessage(message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CalibrationFile Load(string json)
    {
        File.WriteAllText(PathOfFile, json);
        return CalibrationFile.Load(PathOfFile);
    }
}
