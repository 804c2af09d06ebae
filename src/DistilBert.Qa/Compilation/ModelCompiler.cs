using System.Globalization;
using DistilBert.Qa.Compilation.Onnx;
using Google.Protobuf;

namespace DistilBert.Qa.Compilation;

/// <summary>Compiles a checkpoint (safetensors, configuration, vocabulary) to an ONNX model that runs fast, without Python.</summary>
/// <remarks>
/// Takes DistilBERT and BERT fine-tuned for question answering, of any size. The same checkpoint and options give the same bytes.
/// </remarks>
public static class ModelCompiler
{
    /// <summary>The version of what the compiler writes; it changes whenever the bytes may.</summary>
    public const int Version = 5;

    private const string ModelFile = "model.onnx";
    private const string WeightFile = "model.onnx.data";

    /// <summary>Compiles a checkpoint to a model folder that stands on its own.</summary>
    /// <param name="checkpointFolder">A folder with <c>config.json</c>, <c>model.safetensors</c> and <c>vocab.txt</c>.</param>
    /// <param name="outputFolder">The folder to make; a model in it is replaced. Must be another than the checkpoint's.</param>
    /// <param name="options">How to compile; <see langword="null"/> takes the defaults.</param>
    /// <param name="cancellationToken">Stops the compilation; the output folder then holds no new model.</param>
    /// <exception cref="ArgumentException">A folder is empty text, or both are the same.</exception>
    /// <exception cref="ModelException">The checkpoint is damaged or not one the compiler takes; the message says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static CompiledModel Compile(
        string checkpointFolder,
        string outputFolder,
        CompilationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(checkpointFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputFolder);
        options ??= new CompilationOptions();
        string source = Path.TrimEndingDirectorySeparator(Path.GetFullPath(checkpointFolder));
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder));
        if (string.Equals(source, target, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The output folder '{outputFolder}' is the checkpoint's own; name another.", nameof(outputFolder));
        }

        using Checkpoint checkpoint = Checkpoint.Open(source);
        CheckpointTokenizer.Check(checkpoint);
        ModelPrecision precision = Resolve(options.Precision);
        string sha256 = checkpoint.Weights.Sha256(cancellationToken);
        Directory.CreateDirectory(target);
        long bytes = Write(checkpoint, target, precision, options, sha256, cancellationToken);
        foreach (string file in CheckpointTokenizer.Files.Where(file => File.Exists(Path.Combine(source, file))))
        {
            // Not File.Copy, which would hand down that the source is read-only.
            File.WriteAllBytes(Path.Combine(target, file), File.ReadAllBytes(Path.Combine(source, file)));
        }

        return new CompiledModel
        {
            Folder = target,
            ModelPath = Path.Combine(target, ModelFile),
            Precision = precision,
            Parameters = checkpoint.Config.Parameters,
            SourceBytes = checkpoint.Weights.Bytes,
            ModelBytes = bytes,
            SourceSha256 = sha256,
        };
    }

    /// <summary>The precision that <see cref="ModelPrecision.Auto"/> means; the others mean themselves.</summary>
    internal static ModelPrecision Resolve(ModelPrecision precision) => precision == ModelPrecision.Auto ? ModelPrecision.Int8 : precision;

    private static long Write(
        Checkpoint checkpoint, string target, ModelPrecision precision, CompilationOptions options, string sha256, CancellationToken cancellationToken)
    {
        bool int8 = precision == ModelPrecision.Int8;
        bool inline = checkpoint.Config.Parameters * (int8 ? sizeof(sbyte) : sizeof(float)) <= options.InlineLimit;
        string modelPath = Path.Combine(target, ModelFile);
        string weightPath = Path.Combine(target, WeightFile);
        string modelPartial = modelPath + ".partial";
        string weightPartial = weightPath + ".partial";
        try
        {
            using (WeightStore weights = inline ? WeightStore.Inline() : WeightStore.External(weightPartial, WeightFile))
            {
                GraphBuilder graph = new("distilbert_qa", weights);
                new EncoderWriter(graph, checkpoint, int8, cancellationToken)
                    .Write(options.AttentionMask, CheckpointTokenizer.TypeSeparator(checkpoint));
                using FileStream stream = new(modelPartial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
                Model(graph.Graph, checkpoint, precision, sha256).WriteTo(stream);
            }

            File.Delete(weightPath);
            if (!inline)
            {
                File.Move(weightPartial, weightPath);
            }

            File.Move(modelPartial, modelPath, overwrite: true);
        }
        finally
        {
            File.Delete(modelPartial);
            File.Delete(weightPartial);
        }

        return new FileInfo(modelPath).Length + (inline ? 0 : new FileInfo(weightPath).Length);
    }

    private static ModelProto Model(GraphProto graph, Checkpoint checkpoint, ModelPrecision precision, string sha256)
    {
        ModelProto model = new()
        {
            IrVersion = 8,
            ProducerName = "DistilBert.Qa",
            ProducerVersion = Version.ToString(CultureInfo.InvariantCulture),
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = GraphBuilder.Contrib, Version = 1 });
        Describe("compiler", Version.ToString(CultureInfo.InvariantCulture));
        Describe("precision", precision == ModelPrecision.Int8 ? "int8" : "fp32");
        Describe("saturation_free", "true");
        Describe("source_sha256", sha256);
        Describe("max_positions", checkpoint.Config.Positions.ToString(CultureInfo.InvariantCulture));
        Describe("vocabulary", checkpoint.Config.Vocabulary.ToString(CultureInfo.InvariantCulture));
        Describe("lower_case", CheckpointTokenizer.LowerCases(checkpoint.Folder) ? "true" : "false");
        return model;

        void Describe(string key, string value) =>
            model.MetadataProps.Add(new StringStringEntryProto { Key = "distilbert_qa." + key, Value = value });
    }
}
