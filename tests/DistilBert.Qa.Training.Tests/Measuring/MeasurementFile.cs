using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Training.Tests.Measuring;

/// <summary>Writes what a test measured, and on what, to a file of the folder in <c>DISTILBERT_QA_RESULTS</c>; without it nothing is written.</summary>
internal static class MeasurementFile
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <param name="name">The file.</param>
    /// <param name="tests">The class whose tests measured.</param>
    /// <param name="measured">The figures.</param>
    /// <param name="environment">What its command sets besides.</param>
    public static void Write(string name, Type tests, object measured, string environment = "")
    {
        if (Environment.GetEnvironmentVariable("DISTILBERT_QA_RESULTS") is not { Length: > 0 } folder)
        {
            return;
        }

        object file = new
        {
            Command = $"{environment}DISTILBERT_QA_RESULTS=benchmarks/results/training dotnet test -c Release tests/DistilBert.Qa.Training.Tests --filter {tests.Name}",
            Taken = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Machine = ProviderSurvey.Take().Processor,
            Versions = new { Runtime = RuntimeInformation.FrameworkDescription, Onnxruntime = OrtEnv.Instance().GetVersionString() },
            Measured = measured,
        };
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(file, Readable).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Three digits: more would be noise.</summary>
    public static double Digits(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
