using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>The memory of a stream as tensors of one shape, in the order of the model's inputs and outputs.</summary>
internal sealed class RunTensors : IDisposable
{
    public RunTensors(InferenceBuffers buffers, long[] shape)
    {
        Shape = shape;
        IntegerBuffer?[] inputs = [buffers.Ids, buffers.Mask, buffers.TokenTypes];
        Inputs = [.. inputs.OfType<IntegerBuffer>().Select(input => input.ToTensor(shape))];
        Outputs = [buffers.Start.ToTensor(shape), buffers.End.ToTensor(shape)];
    }

    /// <summary>Rows, and tokens in each.</summary>
    public long[] Shape { get; }

    public OrtValue[] Inputs { get; }

    public OrtValue[] Outputs { get; }

    public void Dispose()
    {
        Array.ForEach(Inputs, static input => input.Dispose());
        Array.ForEach(Outputs, static output => output.Dispose());
    }
}
