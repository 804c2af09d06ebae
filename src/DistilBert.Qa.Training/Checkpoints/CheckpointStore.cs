using System.Text.Json;
using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Training.Parameters;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Checkpoints;

/// <summary>Keeps a run's checkpoint: weights, both moments of the optimiser and the history, in one file that is replaced as a whole.</summary>
/// <remarks>Order of the data and dropout are functions of seed and step, so that nothing else has to be kept.</remarks>
internal sealed class CheckpointStore(string folder)
{
    /// <summary>Says whose layout the weights have; transformers refuses a file that does not.</summary>
    public static readonly IReadOnlyDictionary<string, string> PyTorchLayout = new Dictionary<string, string> { ["format"] = "pt" };

    private const string HistoryKey = "history";
    private const string First = "first/";
    private const string Second = "second/";

    private readonly string _file = Path.Combine(folder, "checkpoint.safetensors");
    private readonly string _best = Path.Combine(folder, "best.safetensors");

    /// <summary>The step of the checkpoint that is there; <see langword="null"/> where this process has neither written nor read one.</summary>
    public int? LastStep { get; private set; }

    public bool Exists => File.Exists(_file);

    /// <summary>The weights of the best evaluation, where there is one.</summary>
    public string? Best => File.Exists(_best) ? _best : null;

    /// <summary>Writes a checkpoint in the place of the last.</summary>
    /// <exception cref="TrainingException">It cannot be written; the last one is as it was.</exception>
    public void Write(TrainingState state, RunHistory history)
    {
        List<SafetensorsSource> tensors = Weights(state);
        foreach (Parameter parameter in state.Layout.Trained)
        {
            tensors.Add(Source(First + parameter.Name, parameter, state.FirstMoment));
            tensors.Add(Source(Second + parameter.Name, parameter, state.SecondMoment));
        }

        string text = JsonSerializer.Serialize(history, RunHistoryContext.Default.RunHistory);
        WriteWhole(_file, tensors, new Dictionary<string, string> { [HistoryKey] = text });
        LastStep = state.Steps;
    }

    /// <summary>Keeps the weights as the best so far.</summary>
    /// <exception cref="TrainingException">They cannot be written.</exception>
    public void WriteBest(TrainingState state) => WriteWhole(_best, Weights(state), PyTorchLayout);

    /// <summary>Forgets the checkpoints of an earlier run.</summary>
    public void Clear()
    {
        if (Directory.Exists(folder))
        {
            File.Delete(_file);
            File.Delete(_best);
        }
    }

    /// <summary>Puts the state back to where the checkpoint was written.</summary>
    /// <exception cref="TrainingException">The checkpoint belongs to another run.</exception>
    /// <exception cref="ModelException">The file is damaged.</exception>
    public RunHistory Read(TrainingState state, string recipe)
    {
        using SafetensorsFile file = SafetensorsFile.Open(_file);
        RunHistory history = ReadHistory(file);
        if (history.Recipe != recipe)
        {
            throw new TrainingException(
                $"The checkpoint '{_file}' belongs to another run. Its recipe and data: {history.Recipe}. Asked for: {recipe}. Resume with the same options and data, or begin anew in another folder.");
        }

        foreach (Parameter parameter in state.Layout.All)
        {
            Fill(file, parameter.Name, parameter, state.Weights);
        }

        foreach (Parameter parameter in state.Layout.Trained)
        {
            Fill(file, First + parameter.Name, parameter, state.FirstMoment);
            Fill(file, Second + parameter.Name, parameter, state.SecondMoment);
        }

        state.Steps = history.Steps.Count;
        LastStep = state.Steps;
        return history;
    }

    /// <summary>The weights of a state as they are written.</summary>
    public static List<SafetensorsSource> Weights(TrainingState state) =>
        [.. state.Layout.All.OrderBy(static parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => Source(parameter.Name, parameter, state.Weights))];

    private static RunHistory ReadHistory(SafetensorsFile file)
    {
        try
        {
            return JsonSerializer.Deserialize(file.Metadata.GetValueOrDefault(HistoryKey) ?? "null", RunHistoryContext.Default.RunHistory)
                ?? throw new ModelException($"'{file.Path}' is not a checkpoint of a training run: it holds no history. Begin anew in another folder.");
        }
        catch (JsonException damaged)
        {
            throw new ModelException($"'{file.Path}' is not a sound checkpoint: {damaged.Message} Begin anew in another folder.", damaged);
        }
    }

    private static SafetensorsSource Source(string name, Parameter parameter, FloatMemory memory) => new(
        name,
        SafetensorsType.F32,
        parameter.Shape,
        (first, destination) => memory.Slice(parameter.Offset + first, destination.Length).CopyTo(destination));

    private static void Fill(SafetensorsFile file, string name, Parameter parameter, FloatMemory memory)
    {
        SafetensorsEntry? entry = file.Find(name);
        if (entry is null || !entry.Shape.SequenceEqual(parameter.Shape))
        {
            throw new ModelException($"'{file.Path}' is not a checkpoint of this model: '{name}' is missing or of another shape. Begin anew in another folder.");
        }

        file.Read(entry, 0, memory.Slice(parameter.Offset, checked((int)parameter.Length)));
    }

    private void WriteWhole(string path, List<SafetensorsSource> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            Directory.CreateDirectory(folder);
            SafetensorsWriter.Write(path, tensors, metadata);
        }
        catch (Exception failed) when (WriteFailure.Is(failed))
        {
            RemovePartial(path);
            throw new TrainingException($"'{path}' cannot be written: {failed.Message} Make room or mend access, then resume.", failed);
        }
    }

    /// <summary>A file that is cut takes room that a full disk lacks.</summary>
    private static void RemovePartial(string path)
    {
        try
        {
            File.Delete(path + ".partial");
        }
        catch (Exception failed) when (WriteFailure.Is(failed))
        {
            // It could not be written, and it cannot be removed: the first of the two errors is what the caller learns.
        }
    }
}
