namespace DistilBert.Qa.Models;

/// <summary>The names that files of a model have.</summary>
internal static class ModelFiles
{
    public const string Configuration = "config.json";
    public const string Vocabulary = "vocab.txt";
    public const string Tokenizer = "tokenizer.json";
    public const string TokenizerConfiguration = "tokenizer_config.json";
    public const string SpecialTokens = "special_tokens_map.json";
    public const string Card = "README.md";
    public const string Calibration = "calibration.json";
    public const string Weights = "model.safetensors";
    public const string WeightsIndex = "model.safetensors.index.json";
    public const string Graph = "model.onnx";

    /// <summary>What a model needs beside its weights, to be read and to split text as in training.</summary>
    public static IReadOnlyList<string> Side { get; } = [Configuration, Vocabulary, Tokenizer, TokenizerConfiguration, SpecialTokens];

    /// <summary>What says more about a model, and is taken along where it exists.</summary>
    public static IReadOnlyList<string> Extra { get; } = [Card, Calibration];

    /// <summary>Where a 32-bit graph may lie, the nearest first.</summary>
    public static IReadOnlyList<string> Fp32Graphs { get; } = [Graph, "onnx/model.onnx"];

    /// <summary>Where an 8-bit graph may lie, the nearest first.</summary>
    public static IReadOnlyList<string> Int8Graphs { get; } =
        ["model_int8.onnx", "model_quantized.onnx", "onnx/model_int8.onnx", "onnx/model_quantized.onnx"];

    /// <summary>Where a graph of that precision, 32-bit or 8-bit, may lie.</summary>
    public static IReadOnlyList<string> Graphs(ModelPrecision precision) => precision == ModelPrecision.Int8 ? Int8Graphs : Fp32Graphs;

    /// <summary>The names under which a graph over 2 GB keeps its weights beside it.</summary>
    public static IEnumerable<string> ExternalData(string graph) => [$"{graph}_data", $"{graph}.data"];
}
