using System.Text;
using System.Text.Json;
using DistilBert.Qa.Training.Checkpoints;

namespace DistilBert.Qa.Training.Results;

/// <summary>Writes one JSON object a line for every step and every evaluation.</summary>
internal sealed class MetricsLog : IDisposable
{
    private readonly FileStream _file;

    private MetricsLog(FileStream file) => _file = file;

    /// <summary>Opens a file; of an earlier part of the run it keeps the lines up to a step, so that no step stands in it twice.</summary>
    /// <param name="path">The file.</param>
    /// <param name="steps">Steps that were taken before; 0 begins the file anew.</param>
    /// <exception cref="TrainingException">The file cannot be written.</exception>
    public static MetricsLog Open(string path, int steps)
    {
        try
        {
            return OpenBehind(path, steps);
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            throw Refused(path, refused);
        }
    }

    public void Write(TrainingStep step, double tokensPerSecond) => WriteLine(json =>
    {
        json.WriteNumber("step", step.Number);
        json.WriteNumber("epoch", step.Epoch);
        json.WriteNumber("loss", step.Loss);
        json.WriteNumber("learning_rate", step.LearningRate);
        json.WriteNumber("gradient_norm", step.GradientNorm);
        json.WriteNumber("tokens", step.Tokens);
        json.WriteNumber("tokens_per_second", Math.Round(tokensPerSecond, 1));
    });

    // A line of a step has a loss of its own.
    public void Write(TrainingEvaluation evaluation) => WriteLine(json => EvaluationJson.Write(json, evaluation, "evaluation_loss"));

    public void Dispose() => _file.Dispose();

    private static MetricsLog OpenBehind(string path, int steps)
    {
        string kept = "";
        if (steps > 0 && File.Exists(path))
        {
            kept = string.Concat(File.ReadLines(path).Where(line => IsUpTo(line, steps)).Select(static line => line + "\n"));
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // Unbuffered: what was refused once is not tried again when the file is closed.
        FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(kept));
        return new(file);
    }

    private static TrainingException Refused(string path, Exception refused) =>
        new($"'{path}' cannot be written: {refused.Message} Make room or mend access, then resume.", refused);

    private static bool IsUpTo(string line, int steps)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("step", out JsonElement step) && step.TryGetInt32(out int number) && number <= steps;
        }
        catch (JsonException)
        {
            // The last line of a run that was killed may be torn.
            return false;
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        try
        {
            _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            throw Refused(_file.Name, refused);
        }
    }
}
