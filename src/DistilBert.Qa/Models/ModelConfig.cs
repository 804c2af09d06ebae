using System.Text.Json;

namespace DistilBert.Qa.Models;

/// <summary>What <c>config.json</c> says that matters for running a model.</summary>
/// <param name="Positions">The longest window, in tokens.</param>
/// <param name="EmbeddingRows">How many token ids the model knows; <see langword="null"/> where nothing says so.</param>
internal sealed record ModelConfig(int Positions, int? EmbeddingRows)
{
    private const int UsualPositions = 512;
    private const string Remedy = "Fetch the model again.";
    private const int MostPositions = 8192;
    private const long LargestFile = 1024 * 1024;

    // Some checkpoints round their embedding rows up to a multiple of 64 or 128.
    private const int MostPaddingRows = 127;

    /// <summary>Reads the file, or takes what is usual where there is none.</summary>
    /// <exception cref="ModelException">The file is damaged or holds impossible values.</exception>
    public static ModelConfig Read(string path) => ModelJson.TryRead(path, LargestFile, Remedy) is { } json ? Parse(json, path) : new(UsualPositions, null);

    /// <summary>Reads the content of the file; <paramref name="path"/> names it in errors.</summary>
    /// <exception cref="ModelException">It is damaged or holds impossible values.</exception>
    public static ModelConfig Parse(ReadOnlyMemory<byte> json, string path) => ModelJson.Parse(json, path, Remedy, root => new ModelConfig(
        Whole(root, "max_position_embeddings", path, MostPositions) ?? UsualPositions,
        Whole(root, "vocab_size", path, int.MaxValue)));

    /// <exception cref="ModelException">The vocabulary belongs to another model.</exception>
    public void CheckVocabulary(int vocabularySize, string modelPath)
    {
        if (EmbeddingRows is { } rows && (vocabularySize > rows || rows - vocabularySize > MostPaddingRows))
        {
            throw new ModelException(
                $"The vocabulary beside '{modelPath}' has {vocabularySize} tokens, but the model has {rows} embedding rows (vocab_size in config.json): " +
                "it belongs to another model. Put the model's own vocab.txt there.");
        }
    }

    private static int? Whole(JsonElement root, string name, string path, int largest)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 1 && number <= largest
            ? number
            : throw new ModelException($"'{name}' in '{path}' is {value.GetRawText()}; a whole number from 1 to {largest} is needed.");
    }
}
