using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Memory for a tensor whose size changes from batch to batch; it grows and is used again.</summary>
internal sealed class PinnedBuffer<T>
    where T : unmanaged
{
    private T[] _memory = [];

    /// <summary>Makes room for so many elements, whose content is undefined, and returns them.</summary>
    public Span<T> Reserve(int length)
    {
        if (_memory.Length < length)
        {
            _memory = GC.AllocateUninitializedArray<T>(length, pinned: true);
        }

        return _memory.AsSpan(0, length);
    }

    public ReadOnlySpan<T> Read(int length) => _memory.AsSpan(0, length);

    /// <summary>The memory as a tensor; valid until the next <see cref="Reserve"/>.</summary>
    public OrtValue ToTensor(params long[] shape)
    {
        long length = shape.Aggregate(1L, static (product, dimension) => product * dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _memory.Length);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            typeof(T) == typeof(long) ? TensorElementType.Int64 : TensorElementType.Float,
            shape,
            Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0),
            length * Unsafe.SizeOf<T>());
    }
}
