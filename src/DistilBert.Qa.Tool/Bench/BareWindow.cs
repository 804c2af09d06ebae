using DistilBert.Qa.Inference;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>The tensors of one window, in memory that stays where it is.</summary>
internal sealed class BareWindow : IDisposable
{
    private readonly float[] _start;
    private readonly float[] _end;

    public BareWindow(ModelContract contract, IReadOnlyList<int> ids, int separator)
    {
        int context = ids.TakeWhile(id => id != separator).Count() + 1;
        List<OrtValue> inputs = [Tensor(contract.InputIds, ids)];
        if (contract.AttentionMask is { } mask)
        {
            inputs.Add(Tensor(mask, [.. ids.Select(static _ => 1)]));
        }

        if (contract.TokenTypeIds is { } types)
        {
            inputs.Add(Tensor(types, [.. ids.Select((_, index) => index < context ? 0 : 1)]));
        }

        Length = ids.Count;
        _start = new float[Length];
        _end = new float[Length];
        Inputs = [.. inputs];
        Outputs = [OrtValue.CreateTensorValueFromMemory(_start, [1, Length]), OrtValue.CreateTensorValueFromMemory(_end, [1, Length])];
    }

    /// <summary>Its length in tokens.</summary>
    public int Length { get; }

    public OrtValue[] Inputs { get; }

    public OrtValue[] Outputs { get; }

    /// <summary>The start logits of the last run.</summary>
    public ReadOnlySpan<float> Start => _start;

    /// <summary>The end logits of the last run.</summary>
    public ReadOnlySpan<float> End => _end;

    public void Dispose()
    {
        foreach (OrtValue value in (IEnumerable<OrtValue>)[.. Inputs, .. Outputs])
        {
            value.Dispose();
        }
    }

    private static OrtValue Tensor(ModelInput input, IReadOnlyList<int> values) => input.Type == TensorElementType.Int32
        ? OrtValue.CreateTensorValueFromMemory(values.ToArray(), [1, values.Count])
        : OrtValue.CreateTensorValueFromMemory(values.Select(static value => (long)value).ToArray(), [1, values.Count]);
}
