using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>Reads the weights of a published checkpoint.</summary>
internal static class CheckpointWeights
{
    private const string Prefix = "distilbert.";

    /// <summary>Fills a state's weights from a folder's <c>model.safetensors</c>; names may lack the prefix <c>distilbert.</c></summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="state">Takes the weights.</param>
    /// <param name="seed">Draws the head where the checkpoint has none.</param>
    /// <exception cref="ModelException">A tensor is missing or has another shape than the configuration says.</exception>
    public static void Load(string folder, TrainingState state, long seed)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        foreach (Parameter parameter in state.Layout.All)
        {
            SafetensorsEntry? entry = file.Find(parameter.Name);
            if (entry is null && parameter.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                entry = file.Find(parameter.Name[Prefix.Length..]);
            }

            if (entry is not null)
            {
                Check(file.Path, parameter, entry);
                file.Read(entry, 0, state.WeightsOf(parameter));
            }
            else if (parameter.Name.StartsWith(ParameterNames.Head, StringComparison.Ordinal))
            {
                HeadInitialisation.Fill(parameter, state.WeightsOf(parameter), seed);
            }
            else
            {
                throw new ModelException(
                    $"'{file.Path}' has no tensor '{parameter.Name}', which the architecture of its config.json needs. It is a checkpoint of another architecture; begin with a DistilBERT.");
            }
        }
    }

    private static void Check(string path, Parameter parameter, SafetensorsEntry entry)
    {
        if (!entry.Shape.SequenceEqual(parameter.Shape))
        {
            throw new ModelException(
                $"Tensor '{entry.Name}' in '{path}' has the shape {entry.ShapeText}, but config.json asks for [{string.Join(", ", parameter.Shape)}]. Weights and configuration belong to different models.");
        }
    }
}
