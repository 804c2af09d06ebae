using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Inference;

/// <summary>Pinned memory for one output of the model.</summary>
internal sealed class LogitBuffer
{
    private float[] _memory = [];

    /// <summary>Makes room; what was written is lost.</summary>
    public void Reserve(int elements)
    {
        if (_memory.Length < elements)
        {
            _memory = GC.AllocateUninitializedArray<float>(elements, pinned: true);
        }
    }

    public ReadOnlySpan<float> Read(int offset, int count) => _memory.AsSpan(offset, count);

    /// <summary>The memory as a tensor; valid until more is reserved than there is room for.</summary>
    public OrtValue ToTensor(long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance,
        TensorElementType.Float,
        shape,
        Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0),
        shape[0] * shape[1] * sizeof(float));
}
