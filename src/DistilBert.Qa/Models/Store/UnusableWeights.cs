namespace DistilBert.Qa.Models;

/// <summary>Says why weights that are there are not read, and the way out.</summary>
internal static class UnusableWeights
{
    /// <summary>The message for a folder or repository without safetensors and ONNX.</summary>
    /// <param name="files">The paths of the files that are there.</param>
    /// <param name="place">The folder or repository.</param>
    public static string Explain(IEnumerable<string> files, string place)
    {
        string? found = files.Select(path => path[(path.LastIndexOf('/') + 1)..]).Where(IsForeign).Order(StringComparer.Ordinal).FirstOrDefault();
        string convert = $"Convert it once in Python and name the folder: AutoModelForQuestionAnswering.from_pretrained(\"{place}\").save_pretrained(\"FOLDER\", safe_serialization=True), and AutoTokenizer the same way; or, for a hub model, ask its author for safetensors.";
        return found switch
        {
            null => $"{place} has no weights: neither {ModelFiles.Weights} nor {ModelFiles.WeightsIndex} nor {ModelFiles.Graph}. Name a folder or repository that has one of them.",
            _ when IsPickle(found) => $"{place} has its weights only as {found}, a Python pickle: reading one can run any code its author put in, so it is refused. {convert}",
            _ => $"{place} has its weights only as {found}, a format that is not read here. {convert}",
        };
    }

    /// <summary>Whether the file is a Python pickle by its name.</summary>
    public static bool IsPickle(string name) =>
        name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".pt", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".pth", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ckpt", StringComparison.OrdinalIgnoreCase);

    private static bool IsForeign(string name) =>
        (IsPickle(name) && !name.StartsWith("training_args", StringComparison.Ordinal) && !name.StartsWith("optimizer", StringComparison.Ordinal) && !name.StartsWith("scheduler", StringComparison.Ordinal))
        || name is "tf_model.h5" or "flax_model.msgpack" or "rust_model.ot";
}
