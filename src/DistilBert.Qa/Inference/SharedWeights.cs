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
    private readonly List<(string Name, OrtValue Value)> _tensors = [];

    private SharedWeights(MappedFile file) => _file = file;

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
        catch (Exception unknown) when (unknown is InvalidProtocolBufferException or IOException or UnauthorizedAccessException or OnnxRuntimeException)
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

    private static SharedWeights Map(string path, IEnumerable<TensorProto> tensors)
    {
        SharedWeights weights = new(MappedFile.Open(path));
        try
        {
            foreach (TensorProto tensor in tensors)
            {
                weights.Add(tensor);
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    // One that does not lie whole within the file, or is of a type that no compiled model has, is left to the runtime.
    private void Add(TensorProto tensor)
    {
        long[] shape = [.. tensor.Dims];
        TensorElementType type = (TensorElementType)tensor.DataType;
        if (long.TryParse(Entry(tensor, "offset"), NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            && long.TryParse(Entry(tensor, "length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            && length > 0 && length <= _file.Length && offset <= _file.Length - length
            && SizeOf(type) is > 0 and int size && offset % size == 0 && Elements(shape) * size == length)
        {
            _tensors.Add((tensor.Name, OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, _file.At(offset), length)));
        }
    }

    // The product of sizes that a file claims may be beyond any number; that is no tensor, as are sizes below nought.
    private static Int128? Elements(long[] shape)
    {
        Int128 product = 1;
        foreach (long size in shape)
        {
            product *= size;
            if (size < 0 || product > long.MaxValue)
            {
                return null;
            }
        }

        return product;
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
