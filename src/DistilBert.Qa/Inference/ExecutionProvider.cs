using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa;

/// <summary>Where a model runs.</summary>
/// <remarks>The app brings the native library: exactly one of the packages Microsoft.ML.OnnxRuntime, .Gpu and .DirectML.</remarks>
public abstract class ExecutionProvider
{
    /// <summary>The processor; needs the package Microsoft.ML.OnnxRuntime.</summary>
    public static ExecutionProvider Cpu { get; } = new CpuProvider();

    /// <summary>The best that is there: an NVIDIA card, a card under Windows, else the processor.</summary>
    public static ExecutionProvider Auto { get; } = new AutoProvider();

    /// <summary>What users and reports call it: <c>cpu</c>, <c>cuda:0</c>, <c>directml:0</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The package that brings its native library; empty where this library cannot name it.</summary>
    public abstract string Package { get; }

    /// <summary>How many tokens one run may hold, padding included; 0 runs every window by itself, at its exact length.</summary>
    public abstract int BatchTokens { get; }

    /// <summary>What it runs on, for reports.</summary>
    public virtual string Device => Name;

    /// <summary>What the machine must have besides the package, to finish the sentence "It needs ...".</summary>
    internal virtual string Needs => "what the documentation of its package names";

    /// <summary>What ONNX Runtime calls it among the providers it was built with; <see langword="null"/> where that cannot be said beforehand.</summary>
    internal virtual string? RuntimeName => null;

    /// <summary>The library ONNX Runtime keeps it in, as <see cref="Inference.ProviderLibrary"/> reads it; <see langword="null"/> where it has none of its own.</summary>
    internal virtual string? Library => null;

    /// <summary>The operating systems it is limited to where this is none of them.</summary>
    internal virtual string? MissingSystem => null;

    /// <summary>The providers to try, in this order.</summary>
    internal virtual IReadOnlyList<ExecutionProvider> Candidates => [this];

    /// <summary>An NVIDIA graphics card; needs the package Microsoft.ML.OnnxRuntime.Gpu, CUDA and cuDNN.</summary>
    /// <param name="device">The card, from 0.</param>
    public static ExecutionProvider Cuda(int device = 0) => new CudaProvider(Checked(device));

    /// <summary>A graphics card under Windows; needs the package Microsoft.ML.OnnxRuntime.DirectML.</summary>
    /// <param name="device">The card, from 0.</param>
    public static ExecutionProvider DirectML(int device = 0) => new DirectMLProvider(Checked(device));

    /// <summary>Any other provider of the app's ONNX Runtime, by the name ONNX Runtime has for it.</summary>
    /// <param name="name">The name, as <c>OpenVINO</c>, <c>QNN</c>, <c>CoreML</c> or <c>XNNPACK</c>.</param>
    /// <param name="options">Its options. Default: none.</param>
    /// <param name="batchTokens">How many tokens one run may hold, padding included. Default: 0, every window by itself.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or <paramref name="batchTokens"/> is negative.</exception>
    public static ExecutionProvider Named(string name, IReadOnlyDictionary<string, string>? options = null, int batchTokens = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegative(batchTokens);
        return new NamedProvider(name, options, batchTokens);
    }

    /// <summary>Reads a name: <c>cpu</c>, <c>auto</c>, <c>cuda</c>, <c>cuda:1</c>, <c>directml</c>, <c>directml:1</c>.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static ExecutionProvider Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split(':');
        int device = 0;
        bool valid = parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out device));
        return (valid, parts[0].ToUpperInvariant()) switch
        {
            (true, "CPU") when parts.Length == 1 => Cpu,
            (true, "AUTO") when parts.Length == 1 => Auto,
            (true, "CUDA") => Cuda(device),
            (true, "DIRECTML") => DirectML(device),
            _ => throw new ArgumentException(
                $"'{name}' is not an execution provider. Allowed are cpu, auto, cuda and directml, the last two also with a device number, as in cuda:1. " +
                "Others are given as an object: ExecutionProvider.Named.",
                nameof(name)),
        };
    }

    /// <summary>Adds the provider to the options a session is made with.</summary>
    public abstract void Configure(SessionOptions options);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    private static int Checked(int device)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(device);
        return device;
    }
}
