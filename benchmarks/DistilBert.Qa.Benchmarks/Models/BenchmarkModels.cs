using System.Globalization;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Tests;

namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>The models that are measured, made at their first use and kept for the next.</summary>
/// <remarks>They lie in the folder <c>DISTILBERT_QA_BENCHMARK_MODELS</c> names, by default in that of temporary files.</remarks>
internal static class BenchmarkModels
{
    private const string Mini = "models/mini";
    private const string MiniStock = "models/mini-stock";

    /// <summary>Where they lie; a new version of the compiler takes a new folder.</summary>
    public static string Root { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("DISTILBERT_QA_BENCHMARK_MODELS") is { Length: > 0 } named ? named : Path.Combine(Path.GetTempPath(), "distilbert-qa-benchmarks"),
        "compiler-" + ModelCompiler.Version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Why there is no <see cref="OpenMini"/>; <see langword="null"/> where there is.</summary>
    public static string? MissingMini => Shared.Has(Mini) && Shared.Has(MiniStock) ? null : $"needs ../shared/{Mini} and ../shared/{MiniStock}";

    /// <summary>The small trained model and the stock export that came with it.</summary>
    public static ModelSet OpenMini() => Once("mini", folder =>
    {
        Compile(Shared.PathOf(Mini), folder);
        string stock = Path.Combine(folder, "stock");
        foreach (string file in (string[])["config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"])
        {
            Copy(Path.Combine(Shared.PathOf(MiniStock), file), Path.Combine(stock, file));
        }

        Copy(Shared.PathOf(MiniStock + "/model.onnx"), Path.Combine(stock, "onnx", "model.onnx"));
        Copy(Shared.PathOf(MiniStock + "/model_int8.onnx"), Path.Combine(stock, "onnx", "model_quantized.onnx"));
    });

    /// <summary>Random weights of a shape, and their stock export as <see cref="StockExport"/> writes it.</summary>
    public static ModelSet OpenRandom(CheckpointShape shape) => Once(shape.Name, folder => Generate(shape, folder));

    /// <summary>Writes random weights of a shape and all that is made of them.</summary>
    public static void Generate(CheckpointShape shape, string folder)
    {
        string checkpoint = Path.Combine(folder, "checkpoint");
        RandomCheckpoint.Write(shape, checkpoint);
        Compile(checkpoint, folder);
        string stock = Path.Combine(folder, "stock");
        foreach (string file in (string[])["config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"])
        {
            Copy(Path.Combine(checkpoint, file), Path.Combine(stock, file));
        }

        Directory.CreateDirectory(Path.Combine(stock, "onnx"));
        StockExport.Write(checkpoint, Path.Combine(stock, "onnx", "model.onnx"), int8: false);
        StockExport.Write(checkpoint, Path.Combine(stock, "onnx", "model_quantized.onnx"), int8: true);
    }

    private static ModelSet Once(string name, Action<string> make)
    {
        string folder = Path.Combine(Root, name);
        if (!Directory.Exists(folder))
        {
            // Made beside and then renamed: a folder that is there is whole.
            string partial = folder + ".partial";
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }

            make(partial);
            Directory.Move(partial, folder);
        }

        return new(name, Path.Combine(folder, "fp32"), Path.Combine(folder, "int8"), Path.Combine(folder, "stock"));
    }

    private static void Compile(string checkpoint, string folder)
    {
        ModelCompiler.Compile(checkpoint, Path.Combine(folder, "fp32"), new() { Precision = ModelPrecision.Fp32 });
        ModelCompiler.Compile(checkpoint, Path.Combine(folder, "int8"), new() { Precision = ModelPrecision.Int8 });
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.WriteAllBytes(to, File.ReadAllBytes(from));
    }
}
