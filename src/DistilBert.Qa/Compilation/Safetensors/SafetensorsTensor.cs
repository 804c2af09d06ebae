namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>A tensor and the file it lies in.</summary>
internal sealed record SafetensorsTensor(SafetensorsFile File, SafetensorsEntry Entry)
{
    /// <summary>Reads a part as single-precision numbers and refuses what is not finite.</summary>
    public void Read(long first, Span<float> destination)
    {
        File.Read(Entry, first, destination);

        if (!float.IsFinite(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude(destination)))
        {
            throw new ModelException($"Tensor '{Entry.Name}' in '{File.Path}' holds a number that is not finite: the training that made it diverged, or the file is damaged.");
        }
    }
}
