using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <summary>Refuses logits that are no numbers: an answer drawn from them would be random.</summary>
internal static class LogitGuard
{
    /// <exception cref="ModelException">A logit is NaN or infinite.</exception>
    public static void Check(ReadOnlySpan<float> start, ReadOnlySpan<float> end, string model)
    {
        // The greatest magnitude is NaN if any element is.
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude(start)) || !float.IsFinite(TensorPrimitives.MaxMagnitude(end)))
        {
            throw new ModelException(
                $"The model '{model}' gave logits that are not finite numbers for a window of {start.Length} tokens. Its weights are damaged or " +
                "overflow in this precision: verify the file, or run it in fp32.");
        }
    }
}
