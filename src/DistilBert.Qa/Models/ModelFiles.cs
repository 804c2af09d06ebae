namespace DistilBert.Qa.Models;

/// <summary>The files of a model that is ready to run.</summary>
/// <param name="Name">What the user called it.</param>
/// <param name="Folder">The folder with vocabulary and configuration.</param>
/// <param name="Graph">The ONNX file.</param>
internal sealed record ModelFiles(string Name, string Folder, string Graph)
{
    private static readonly string[] Fp32Names = ["model.onnx"];
    private static readonly string[] Int8Names = ["model_int8.onnx", "model_quantized.onnx", "model_qint8.onnx"];
    private static readonly string[] Places = ["", "onnx"];

    /// <summary>Finds the files.</summary>
    /// <param name="model"><c>mini</c>, a folder, or an ONNX file.</param>
    /// <param name="preferInt8">Which form to take where a folder has both.</param>
    /// <param name="mustMatch">Whether the other form will not do.</param>
    /// <exception cref="ModelException">There is no such model, or it lacks a file.</exception>
    public static ModelFiles Locate(string model, bool preferInt8, bool mustMatch)
    {
        if (model.Equals(MiniModel.Name, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(model))
        {
            return InFolder(model, MiniModel.Folder(), preferInt8, mustMatch: false);
        }

        if (File.Exists(model) && Path.GetExtension(model).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
            bool nested = Path.GetFileName(folder).Equals("onnx", StringComparison.OrdinalIgnoreCase) && !HasVocabulary(folder);
            return new(model, RequireVocabulary(nested ? Path.GetDirectoryName(folder)! : folder), model);
        }

        return Directory.Exists(model)
            ? InFolder(model, model, preferInt8, mustMatch)
            : throw new ModelException(
                $"There is no model '{model}'. Allowed are 'mini', a folder with an ONNX file and its vocabulary, or such an ONNX file; " +
                $"relative paths count from '{Environment.CurrentDirectory}'.");
    }

    private static ModelFiles InFolder(string name, string folder, bool preferInt8, bool mustMatch)
    {
        string[] wanted = preferInt8 ? Int8Names : Fp32Names;
        string[] other = preferInt8 ? Fp32Names : Int8Names;
        string[] names = mustMatch ? wanted : [.. wanted, .. other];
        string? graph = names
            .SelectMany(file => Places.Select(place => Path.Combine(folder, place, file)))
            .FirstOrDefault(File.Exists);
        return graph is null
            ? throw new ModelException($"The model folder '{folder}' has none of {string.Join(", ", names)}, there or in its folder 'onnx'.")
            : new(name, RequireVocabulary(folder), graph);
    }

    private static bool HasVocabulary(string folder) =>
        File.Exists(Path.Combine(folder, "vocab.txt")) || File.Exists(Path.Combine(folder, "tokenizer.json"));

    private static string RequireVocabulary(string folder) => HasVocabulary(folder)
        ? folder
        : throw new ModelException($"The model folder '{folder}' has neither vocab.txt nor tokenizer.json. Put the vocabulary of the model there.");
}
