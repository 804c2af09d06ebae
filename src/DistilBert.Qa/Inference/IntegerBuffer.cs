using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Inference;

/// <summary>Pinned memory for one integer input of the model, in the type the model wants.</summary>
internal abstract class IntegerBuffer
{
    public static IntegerBuffer Create(TensorElementType type) =>
        type == TensorElementType.Int32 ? new Of<int>(type) : new Of<long>(type);

    /// <summary>Makes room; what was written is lost.</summary>
    public abstract void Reserve(int elements);

    /// <summary>Writes one value over a run of elements.</summary>
    public abstract void Fill(int offset, int count, int value);

    /// <summary>Writes the ids of tokens.</summary>
    public abstract void Write(int offset, ReadOnlySpan<Tokenization.Token> tokens);

    /// <summary>The memory as a tensor; valid until more is reserved than there is room for.</summary>
    public abstract OrtValue ToTensor(long[] shape);

    private sealed class Of<T>(TensorElementType type) : IntegerBuffer
        where T : unmanaged, IBinaryInteger<T>
    {
        private T[] _memory = [];

        public override void Reserve(int elements)
        {
            if (_memory.Length < elements)
            {
                _memory = GC.AllocateUninitializedArray<T>(elements, pinned: true);
            }
        }

        public override void Fill(int offset, int count, int value) =>
            _memory.AsSpan(offset, count).Fill(T.CreateTruncating(value));

        public override void Write(int offset, ReadOnlySpan<Tokenization.Token> tokens)
        {
            Span<T> destination = _memory.AsSpan(offset, tokens.Length);
            for (int index = 0; index < destination.Length; index++)
            {
                destination[index] = T.CreateTruncating(tokens[index].Id);
            }
        }

        public override OrtValue ToTensor(long[] shape) => OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            type,
            shape,
            Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0),
            shape[0] * shape[1] * Unsafe.SizeOf<T>());
    }
}
