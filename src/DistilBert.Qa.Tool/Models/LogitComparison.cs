using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Models;

/// <summary>How far a model's logits are from recorded ones, over every position of every window.</summary>
internal sealed class LogitComparison
{
    private double _sum;
    private long _count;

    public int Windows { get; private set; }

    /// <summary>The largest absolute difference.</summary>
    public double Largest { get; private set; }

    /// <summary>The mean absolute difference; 0 where nothing was compared.</summary>
    public double Mean => _count == 0 ? 0 : _sum / _count;

    /// <summary>Runs the model on every window of a file of recorded logits.</summary>
    /// <exception cref="ToolException">The file cannot be read, holds no window, or a line of it is wrong.</exception>
    public static async Task<LogitComparison> RunAsync(string file, GraphRun model, CancellationToken cancellationToken)
    {
        using FileStream input = InputSource.Open(file);
        LineReader lines = new(input, LineLimit.Bytes);
        LogitComparison comparison = new();
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                RecordedLogits recorded = lines.IsTooLong
                    ? throw new LineException(LineLimit.Describe(lines.Length))
                    : RecordedLogitsParser.Parse(lines.Line.Span);
                (float[] start, float[] end) = model.Run(recorded.Ids);
                comparison.Add(start, recorded.Start);
                comparison.Add(end, recorded.End);
                comparison.Windows++;
            }
            catch (Exception wrong) when (wrong is LineException or ModelException)
            {
                throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"'{file}', line {lines.Number}: {wrong.Message}"), wrong);
            }
        }

        return comparison.Windows > 0
            ? comparison
            : throw new ToolException($"'{file}' holds no window; a line is {{\"ids\": […], \"start\": […], \"end\": […]}}.");
    }

    public void WriteJson(ModelPrecision precision, Stream output)
    {
        using JsonLineWriter line = new();
        Utf8JsonWriter json = line.Begin();
        json.WriteNumber("windows", Windows);
        json.WriteNumber("largest", Largest);
        json.WriteNumber("mean", Mean);
        json.WriteString("precision", precision.ToString().ToLowerInvariant());
        line.End();
        line.WriteTo(output);
    }

    private void Add(float[] found, IReadOnlyList<float> recorded)
    {
        for (int index = 0; index < recorded.Count; index++)
        {
            double difference = Math.Abs((double)found[index] - recorded[index]);
            Largest = double.IsFinite(difference)
                ? Math.Max(Largest, difference)
                : throw new ModelException($"The model gives the logit {found[index].ToString(CultureInfo.InvariantCulture)}: its weights are damaged, or its precision is too low for them.");
            _sum += difference;
            _count++;
        }
    }
}
