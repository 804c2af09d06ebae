using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>Turns stored elements into single-precision numbers and back.</summary>
internal static class SafetensorsValues
{
    /// <summary>Converts the stored bytes of some elements; wider types are rounded to nearest.</summary>
    public static void ToSingle(SafetensorsEntry entry, ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        switch (entry.Type)
        {
            case SafetensorsType.F32:
                bytes.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case SafetensorsType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), destination);
                break;
            case SafetensorsType.BF16:
                FromBrain(MemoryMarshal.Cast<byte, ushort>(bytes), destination);
                break;
            case SafetensorsType.F64:
                Convert<double>(bytes, destination);
                break;
            case SafetensorsType.I8:
                Convert<sbyte>(bytes, destination);
                break;
            case SafetensorsType.U8:
                Convert<byte>(bytes, destination);
                break;
            case SafetensorsType.I16:
                Convert<short>(bytes, destination);
                break;
            case SafetensorsType.U16:
                Convert<ushort>(bytes, destination);
                break;
            case SafetensorsType.I32:
                Convert<int>(bytes, destination);
                break;
            case SafetensorsType.U32:
                Convert<uint>(bytes, destination);
                break;
            case SafetensorsType.I64:
                Convert<long>(bytes, destination);
                break;
            case SafetensorsType.U64:
                Convert<ulong>(bytes, destination);
                break;
            default:
                throw new ModelException(
                    $"Tensor '{entry.Name}' is stored as {entry.Type.Name()}, which needs scales that safetensors does not define; "
                    + "needed is F64, F32, F16, BF16 or an integer. Use the checkpoint as it was before that conversion.");
        }
    }

    /// <summary>Rounds single-precision numbers to the stored type: F32, F16 or BF16.</summary>
    public static void FromSingle(SafetensorsType type, ReadOnlySpan<float> source, Span<byte> bytes)
    {
        switch (type)
        {
            case SafetensorsType.F32:
                MemoryMarshal.AsBytes(source).CopyTo(bytes);
                break;
            case SafetensorsType.F16:
                TensorPrimitives.ConvertToHalf(source, MemoryMarshal.Cast<byte, Half>(bytes));
                break;
            case SafetensorsType.BF16:
                ToBrain(source, MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Weights are written as F32, F16 or BF16.");
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> destination)
        where T : unmanaged, INumberBase<T> =>
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, T>(bytes), destination);

    private static void FromBrain(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
        }
    }

    private static void ToBrain(ReadOnlySpan<float> source, Span<ushort> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(source[i]);

            // Round half to even; a NaN stays one because its quiet bit is set rather than carried away.
            destination[i] = float.IsNaN(source[i])
                ? (ushort)((bits >> 16) | 0x40)
                : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }
}
