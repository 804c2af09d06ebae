using System.Globalization;
using DistilBert.Qa.Compilation.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Inference;

/// <summary>The weights of a model that lie in a file beside it, in memory once for all its sessions, packed for the processor once too.</summary>
internal sealed class SharedWeights : IDisposable
{
    // A model whose weights lie beside it is small. One that holds them itself would have to be read twice to share them.
    private const long LargestModel = 4 * 1024 * 1024;

    private readonly MappedFile _file;
    private readonly List<(string Name, OrtValue Value)> _tensors;

    private SharedWeights(MappedFile file, List<(string Name, OrtValue Value)> tensors)
    {
        _file = file;
        _tensors = tensors;
    }

    /// <summary>The packed forms; belongs into every session.</summary>
    public PrePackedWeightsContainer Packed { get; } = new();

    /// <summary>Maps the weights of a model; <see langword="null"/> where they lie in the model itself, or in a way that is not known here.</summary>
    public static SharedWeights? TryOpen(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestModel)
            {
                return null;
            }

            using FileStream stream = File.OpenRead(path);
            IEnumerable<TensorProto> outside = ModelProto.Parser.ParseFrom(stream).Graph.Initializer
                .Where(static tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External);
            IGrouping<string, TensorProto>[] files = [.. outside.GroupBy(static tensor => Entry(tensor, "location"))];
            return files is [{ Key: { Length: > 0 } name } tensors] && name == Path.GetFileName(name)
                ? Map(Path.Combine(Path.GetDirectoryName(path)!, name), tensors)
                : null;
        }
        catch (Exception unknown) when (unknown is InvalidProtocolBufferException or IOException or UnauthorizedAccessException)
        {
            // ONNX Runtime judges what it can load, and says so better.
            return null;
        }
    }

    /// <summary>Makes a session use these weights.</summary>
    public void AddTo(SessionOptions options)
    {
        foreach ((string name, OrtValue value) in _tensors)
        {
            options.AddInitializer(name, value);
        }
    }

    /// <summary>Gives back the memory of what was packed since; what is used as it is comes back from the file.</summary>
    public void Trim() => _file.Discard();

    /// <summary>To be called when the last session is gone.</summary>
    public void Dispose()
    {
        Packed.Dispose();
        foreach ((_, OrtValue value) in _tensors)
        {
            value.Dispose();
        }

        _file.Dispose();
    }

    private static SharedWeights? Map(string path, IEnumerable<TensorProto> tensors)
    {
        MappedFile file = MappedFile.Open(path);
        List<(string Name, OrtValue Value)> values = [];
        foreach (TensorProto tensor in tensors)
        {
            long[] shape = [.. tensor.Dims];
            long elements = shape.Aggregate(1L, static (product, size) => product * size);
            TensorElementType type = (TensorElementType)tensor.DataType;
            if (long.TryParse(Entry(tensor, "offset"), NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
                && long.TryParse(Entry(tensor, "length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
                && SizeOf(type) is > 0 and int size
                && length == elements * size && offset % size == 0 && length > 0 && offset + length <= file.Length)
            {
                values.Add((tensor.Name, OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, file.At(offset), length)));
            }
        }

        return new(file, values);
    }

    private static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.Float => 4,
        TensorElementType.Int8 or TensorElementType.UInt8 => 1,
        _ => 0,
    };

    private static string Entry(TensorProto tensor, string key) =>
        tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value ?? "";
}
