using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Training.Steps;

/// <summary>A run of numbers outside the garbage collector's heap, zero at first, that tensors can be laid over.</summary>
internal sealed unsafe class FloatMemory : IDisposable
{
    private const nuint CacheLine = 64;

    private float* _start;

    public FloatMemory(long length)
    {
        Length = length;
        nuint bytes = checked((nuint)length * sizeof(float));
        _start = (float*)NativeMemory.AlignedAlloc(bytes == 0 ? CacheLine : bytes, CacheLine);
        NativeMemory.Clear(_start, bytes);
    }

    ~FloatMemory() => Free();

    /// <summary>How many numbers there are.</summary>
    public long Length { get; }

    /// <summary>A part of them; valid until the memory is released.</summary>
    public Span<float> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_start == null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return new(_start + offset, length);
    }

    /// <summary>A part of them as a tensor; valid until the memory is released.</summary>
    public OrtValue ToTensor(long offset, long[] shape)
    {
        long length = shape.Aggregate(1L, static (product, dimension) => product * dimension);
        ObjectDisposedException.ThrowIf(_start == null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, (IntPtr)(_start + offset), length * sizeof(float));
    }

    public void Clear() => NativeMemory.Clear(_start, (nuint)Length * sizeof(float));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
