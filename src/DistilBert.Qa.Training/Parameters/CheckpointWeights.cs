using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>Reads the weights of a published checkpoint.</summary>
internal static class CheckpointWeights
{
    /// <summary>Fills a state's weights from a folder; names may lack their prefix, and a head that is missing is drawn.</summary>
    /// <exception cref="ModelException">A tensor is missing or has another shape than the configuration says.</exception>
    public static void Load(string folder, TrainingState state, long seed)
    {
        using SafetensorsSet weights = SafetensorsSet.Open(folder);
        foreach (Parameter parameter in state.Layout.All)
        {
            if (Find(weights, parameter.Name, state.Architecture.Prefix) is { } tensor)
            {
                Check(folder, parameter, tensor);
                tensor.Read(0, state.WeightsOf(parameter));
            }
            else if (parameter.Name.StartsWith(ParameterNames.Head, StringComparison.Ordinal))
            {
                HeadInitialisation.Fill(parameter, state.WeightsOf(parameter), seed);
            }
            else
            {
                throw new ModelException(
                    $"The weights in '{folder}' lack '{parameter.Name}', which their config.json calls for. It is a checkpoint of another architecture; begin with a DistilBERT.");
            }
        }
    }

    private static SafetensorsTensor? Find(SafetensorsSet weights, string name, string prefix)
    {
        SafetensorsTensor? Any(string candidate) => weights.Find(candidate)
            ?? (candidate.StartsWith(prefix, StringComparison.Ordinal) ? weights.Find(candidate[prefix.Length..]) : null);

        // BERT's first checkpoints call the two vectors of a layer normalisation gamma and beta.
        return Any(name)
            ?? (name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? Any(name[..^"weight".Length] + "gamma") : null)
            ?? (name.EndsWith("LayerNorm.bias", StringComparison.Ordinal) ? Any(name[..^"bias".Length] + "beta") : null);
    }

    private static void Check(string folder, Parameter parameter, SafetensorsTensor tensor)
    {
        if (!tensor.Entry.Shape.SequenceEqual(parameter.Shape))
        {
            throw new ModelException(
                $"Tensor '{tensor.Entry.Name}' in '{folder}' has the shape {tensor.Entry.ShapeText}; config.json calls for [{string.Join(", ", parameter.Shape)}]. Weights and configuration belong to different models.");
        }
    }
}
