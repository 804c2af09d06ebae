using DistilBert.Qa;

namespace WebDemo.Models;

/// <summary>What a folder offers to pick from.</summary>
internal static class ModelFolder
{
    private static readonly string[] Places = ["", "onnx"];
    private static readonly string[] Int8Names = ["model_int8.onnx", "model_quantized.onnx", "model_qint8.onnx"];

    /// <summary>The precisions to choose between, or none where there is only one form.</summary>
    public static ModelPrecision[] Choices(string folder) =>
        HasAny(folder, "model.onnx") && HasAny(folder, Int8Names) ? [ModelPrecision.Int8, ModelPrecision.Fp32] : [];

    /// <summary>Whether a model lies there.</summary>
    public static bool IsModel(string folder) => HasAny(folder, ["model.onnx", .. Int8Names]);

    /// <summary>What people call the model in a folder or file, or the name itself.</summary>
    public static string NameOf(string model) =>
        Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(model.Replace('\\', '/'))) is { Length: > 0 } name ? name : model;

    private static bool HasAny(string folder, params string[] names) =>
        Places.Any(place => names.Any(name => File.Exists(Path.Combine(folder, place, name))));
}
