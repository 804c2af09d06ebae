using System.Text;

namespace DistilBert.Qa.Evaluation;

/// <summary>Writes an evaluation as one HTML page that needs nothing else: no network, no script, no other file.</summary>
public static class EvaluationReport
{
    /// <summary>Writes the page to a file; one that is there is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="modelName">What to call the model. Default: it is not named.</param>
    public static void Save(string path, EvaluationResult result, string? modelName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(file, result, modelName);
    }

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="modelName">What to call the model. Default: it is not named.</param>
    public static void Write(TextWriter output, EvaluationResult result, string? modelName = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        string title = modelName is null ? result.DatasetName : $"{modelName} on {result.DatasetName}";
        ReportPage.Write(output, title, html =>
        {
            FiguresSection.Write(html, result);
            ReliabilitySection.Write(html, result.Reliability);
            BreakdownSection.Write(html, result.Questions);
            MissesSection.Write(html, result.Misses);
        });
    }
}
