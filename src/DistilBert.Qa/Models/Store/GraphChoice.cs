namespace DistilBert.Qa.Models;

/// <summary>Which of the ONNX files that are there fits a precision.</summary>
internal static class GraphChoice
{
    /// <summary>The file whose name says the wanted precision, or <see langword="null"/>.</summary>
    /// <param name="exists">Whether a file is there, by its path with forward slashes.</param>
    /// <param name="precision">32-bit or 8-bit; never automatic.</param>
    public static string? Named(Func<string, bool> exists, ModelPrecision precision) =>
        ModelFiles.Graphs(precision).FirstOrDefault(exists);

    /// <summary>The file to run where there is no checkpoint to compile: the fitting one, else one of the other name where that is no contradiction.</summary>
    /// <param name="exists">Whether a file is there, by its path with forward slashes.</param>
    /// <param name="precision">32-bit or 8-bit; never automatic.</param>
    /// <param name="demanded">Whether the user asked for this precision by name.</param>
    /// <param name="place">The folder or repository, for messages.</param>
    /// <exception cref="ModelException">Only an 8-bit file is there and 32-bit was asked for.</exception>
    public static string? Any(Func<string, bool> exists, ModelPrecision precision, bool demanded, string place)
    {
        if (Named(exists, precision) is { } fitting)
        {
            return fitting;
        }

        // A plain model.onnx may hold 8-bit weights: its name promises nothing, so it runs as it is.
        string? other = Named(exists, precision == ModelPrecision.Int8 ? ModelPrecision.Fp32 : ModelPrecision.Int8);
        return other is not null && demanded && precision == ModelPrecision.Fp32
            ? throw new ModelException($"{place} has only {other}, which is 8-bit, and 32-bit was asked for. Ask for int8 or auto, or add model.onnx or model.safetensors.")
            : other;
    }
}
