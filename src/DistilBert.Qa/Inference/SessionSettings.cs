using DistilBert.Qa.Compilation;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>The options a session is made with.</summary>
internal static class SessionSettings
{
    private const OrtLoggingLevel Quiet = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;

    /// <exception cref="ExecutionProviderException">ONNX Runtime or the provider is not there.</exception>
    public static SessionOptions Create(ExecutionProvider provider, int threads)
    {
        SessionOptions options = CreateBare(provider);
        try
        {
            options.LogSeverityLevel = Quiet;
            options.IntraOpNumThreads = threads;
            options.InterOpNumThreads = 1;
            options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;

            // Threads that spin while they wait take the cores away from the run beside them.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            if (!CpuCapability.FastInt8)
            {
                // Sums of 8-bit products saturate on such a processor (onnxruntime#5849) unless they are taken the exact way.
                options.AddSessionConfigEntry("session.x64quantprecision", "1");
            }

            provider.Configure(options);
            return options;
        }
        catch (Exception missing) when (missing is OnnxRuntimeException or EntryPointNotFoundException or NotSupportedException)
        {
            options.Dispose();
            throw new ExecutionProviderException(
                $"The execution provider '{provider.Name}' is not in the ONNX Runtime of this app: {missing.Message} Add the package " +
                $"{provider.Package} and no other native ONNX Runtime package, or choose the provider 'cpu'.",
                missing);
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static SessionOptions CreateBare(ExecutionProvider provider)
    {
        try
        {
            return new SessionOptions();
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new ExecutionProviderException(
                $"The native library of ONNX Runtime is missing or does not fit: {(missing.InnerException ?? missing).Message} Add the package " +
                $"{provider.Package} to the app: dotnet add package {provider.Package}",
                missing);
        }
    }
}
