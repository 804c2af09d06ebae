namespace DistilBert.Qa.Inference;

/// <summary>Which precision a loaded graph has.</summary>
internal static class GraphPrecision
{
    private const string Key = "distilbert_qa.precision";

    /// <summary>What the graph says of itself, or else what its name says.</summary>
    /// <exception cref="ModelException">It is 8-bit, and 32-bit was asked for.</exception>
    public static ModelPrecision Of(IReadOnlyDictionary<string, string> metadata, ModelFolder folder, ModelPrecision asked)
    {
        ModelPrecision found = metadata.TryGetValue(Key, out string? written) && Enum.TryParse(written, ignoreCase: true, out ModelPrecision known)
            ? known
            : folder.Precision;
        return asked == ModelPrecision.Fp32 && found == ModelPrecision.Int8
            ? throw new ModelException(
                $"The model '{folder.Graph}' is 8-bit, and 32-bit was asked for. Ask for int8 or auto, or for the checkpoint it was made of.")
            : found;
    }
}
