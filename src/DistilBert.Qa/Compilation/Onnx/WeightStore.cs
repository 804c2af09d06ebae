using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace DistilBert.Qa.Compilation.Onnx;

/// <summary>Takes the bytes of weights, into the model file or into a second file beside it.</summary>
internal sealed class WeightStore : IDisposable
{
    /// <summary>A page of memory, so that ONNX Runtime can map each tensor where it lies.</summary>
    private const int Alignment = 4096;

    private readonly FileStream? _file;
    private readonly string? _location;

    private WeightStore(FileStream? file, string? location)
    {
        _file = file;
        _location = location;
    }

    /// <summary>How many bytes of weights were taken.</summary>
    public long Bytes { get; private set; }

    /// <summary>A store that puts weights into the model file itself, which holds at most 2 GB.</summary>
    public static WeightStore Inline() => new(null, null);

    /// <summary>A store that puts weights into a file of their own.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="location">Its name as the model will give it, relative to the model.</param>
    public static WeightStore External(string path, string location) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20), location);

    /// <summary>Takes a tensor of 4-byte or 1-byte elements.</summary>
    public TensorProto Add<T>(string name, TensorProto.Types.DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged =>
        Add(name, type, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Takes a tensor whose bytes come piece by piece.</summary>
    public TensorProto Add(string name, TensorProto.Types.DataType type, ReadOnlySpan<long> shape, long bytes, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        TensorProto tensor = Describe(name, type, shape);
        Bytes += bytes;
        if (_file is null)
        {
            byte[] whole = new byte[bytes];
            int at = 0;
            foreach (ReadOnlyMemory<byte> piece in pieces)
            {
                piece.Span.CopyTo(whole.AsSpan(at));
                at += piece.Length;
            }

            tensor.RawData = UnsafeByteOperations.UnsafeWrap(whole);
            return tensor;
        }

        Place(tensor, bytes);
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            _file.Write(piece.Span);
        }

        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private TensorProto Add(string name, TensorProto.Types.DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> bytes)
    {
        // Small tensors stay in the model: ONNX Runtime reads some of them while it plans, and a page each would be waste.
        const int Small = 1024;
        TensorProto tensor = Describe(name, type, shape);
        Bytes += bytes.Length;
        if (_file is null || bytes.Length <= Small)
        {
            tensor.RawData = ByteString.CopyFrom(bytes);
            return tensor;
        }

        Place(tensor, bytes.Length);
        _file.Write(bytes);
        return tensor;
    }

    private static TensorProto Describe(string name, TensorProto.Types.DataType type, ReadOnlySpan<long> shape)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)type };
        tensor.Dims.AddRange(shape.ToArray());
        return tensor;
    }

    private void Place(TensorProto tensor, long bytes)
    {
        long padding = (Alignment - (_file!.Position % Alignment)) % Alignment;
        _file.Write(new byte[padding]);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = _location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = _file.Position.ToString(CultureInfo.InvariantCulture) });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = bytes.ToString(CultureInfo.InvariantCulture) });
    }
}
