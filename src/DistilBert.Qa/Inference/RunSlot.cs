using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Inference;

/// <summary>The right to run the model, with the memory to do it in.</summary>
internal sealed class RunSlot(InferenceBuffers buffers)
{
    public InferenceBuffers Buffers { get; } = buffers;

    public SpanSearch Search { get; } = new();
}
