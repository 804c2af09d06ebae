using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Inference;

/// <summary>The right to run the model, with the memory to do it in.</summary>
internal sealed class RunSlot(InferenceBuffers buffers) : IDisposable
{
    private WindowInput[] _batch = [];

    public InferenceBuffers Buffers { get; } = buffers;

    /// <summary>Whether there are enough runs to keep the cores busy with a share for each.</summary>
    public bool IsCrowded { get; set; }

    public SpanSearch Search { get; } = new();

    /// <summary>Room for the windows of one run.</summary>
    public Span<WindowInput> Reserve(int windows)
    {
        if (_batch.Length < windows)
        {
            _batch = new WindowInput[windows];
        }

        return _batch.AsSpan(0, windows);
    }

    public void Dispose() => Buffers.Dispose();
}
