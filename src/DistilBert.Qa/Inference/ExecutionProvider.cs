using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa;

/// <summary>Where a model runs.</summary>
/// <remarks>The app brings the native library: exactly one of the packages Microsoft.ML.OnnxRuntime, .Gpu and .DirectML.</remarks>
public abstract class ExecutionProvider
{
    /// <summary>The processor; needs the package Microsoft.ML.OnnxRuntime.</summary>
    public static ExecutionProvider Cpu { get; } = new CpuProvider();

    /// <summary>What users and reports call it: <c>cpu</c>, <c>cuda:0</c>, <c>directml:0</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The package that brings its native library.</summary>
    public abstract string Package { get; }

    /// <summary>How many tokens one run may hold, padding included; 0 runs every window by itself, at its exact length.</summary>
    public abstract int BatchTokens { get; }

    /// <summary>An NVIDIA graphics card; needs the package Microsoft.ML.OnnxRuntime.Gpu, CUDA and cuDNN.</summary>
    /// <param name="device">The card, from 0.</param>
    public static ExecutionProvider Cuda(int device = 0) => new CudaProvider(device);

    /// <summary>A graphics card under Windows; needs the package Microsoft.ML.OnnxRuntime.DirectML.</summary>
    /// <param name="device">The card, from 0.</param>
    public static ExecutionProvider DirectML(int device = 0) => new DirectMLProvider(device);

    /// <summary>Reads a name: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>directml</c>, <c>directml:1</c>.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static ExecutionProvider Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split(':');
        int device = 0;
        bool valid = parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out device));
        return (valid, parts[0].ToUpperInvariant()) switch
        {
            (true, "CPU") when parts.Length == 1 => Cpu,
            (true, "CUDA") => Cuda(device),
            (true, "DIRECTML") => DirectML(device),
            _ => throw new ArgumentException(
                $"'{name}' is not an execution provider. Allowed are cpu, cuda and directml, the last two also with a device number, as in cuda:1.", nameof(name)),
        };
    }

    /// <summary>Adds the provider to the options a session is made with.</summary>
    public abstract void Configure(SessionOptions options);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
