using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests.Load;

/// <summary>Writes what was measured, and on what, to a file of the folder in DISTILBERT_QA_LOAD.</summary>
internal static class MeasurementFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("DISTILBERT_QA_LOAD") is { Length: > 0 } folder ? folder : null;

    public static async Task<string> WriteAsync(string name, QuestionAnswererInfo model, object measured)
    {
        ProviderReport runs = model.ProviderReport;
        string json = JsonSerializer.Serialize(
            new
            {
                Machine = new { runs.Device, Cores = Environment.ProcessorCount, runs.CpuFeatures, System = RuntimeInformation.OSDescription },
                Versions = new { Net = RuntimeInformation.FrameworkDescription, OnnxRuntime = runs.NativeVersion, Build },
                Model = new { Name = model.Model, Precision = runs.Precision?.ToString(), runs.Streams, runs.Threads },
                Measured = measured,
            },
            Readable);
        Directory.CreateDirectory(Folder!);
        await File.WriteAllTextAsync(Path.Combine(Folder!, name), json + "\n");
        return json;
    }

#if DEBUG
    private const string Build = "Debug";
#else
    private const string Build = "Release";
#endif

    public static double Round(double value, int digits = 1) => Math.Round(value, digits);
}
