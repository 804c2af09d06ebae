using DistilBert.Qa.Compilation;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>The options a session is made with.</summary>
internal static class SessionSettings
{
    private const OrtLoggingLevel Quiet = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;

    /// <param name="provider">What the model runs on.</param>
    /// <param name="threads">Threads inside a run.</param>
    /// <param name="graph">The ONNX file, or <see langword="null"/> for one without 8-bit products.</param>
    /// <param name="spinning">Whether they spin while they wait for work within a run: for runs that have the machine to themselves.</param>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the provider is not there.</exception>
    public static SessionOptions Create(ExecutionProvider provider, int threads, string? graph, bool spinning = false)
    {
        IReadOnlyList<NativePackage> packages = NativePackage.InThisApp;
        SessionOptions options = CreateBare(provider, packages);
        try
        {
            Check(provider, packages);
            options.LogSeverityLevel = Quiet;
            options.IntraOpNumThreads = threads;
            options.InterOpNumThreads = 1;
            options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;

            // Threads that spin while they wait are there at once, and take the cores away from a run beside them. Never between runs.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");
            if (!CpuCapability.FastInt8 && graph is not null && GraphMetadata.Find(graph, GraphMetadata.SaturationFree) is null)
            {
                // Sums of others' 8-bit products saturate on such a processor (onnxruntime#5849) unless they are taken the slower exact way.
                options.AddSessionConfigEntry("session.x64quantprecision", "1");
            }

            Configure(provider, options, packages);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    /// <summary>Why no session can be made with the provider, or <see langword="null"/>.</summary>
    public static string? WhatIsMissing(ExecutionProvider provider)
    {
        try
        {
            CheckPackages(provider);
            Create(provider, threads: 1, graph: null).Dispose();
            return null;
        }
        catch (ExecutionProviderException missing)
        {
            return missing.Message;
        }
    }

    /// <exception cref="ExecutionProviderException">The app has more than one native library.</exception>
    public static void CheckPackages(ExecutionProvider provider)
    {
        if (NativePackage.InThisApp is { Count: > 1 } packages)
        {
            throw ProviderErrors.TwoLibraries(provider, packages);
        }
    }

    private static void Check(ExecutionProvider provider, IReadOnlyList<NativePackage> packages)
    {
        IReadOnlyList<string> offered = NativeRuntime.Providers();
        if (provider.RuntimeName is { } name && !offered.Contains(name))
        {
            throw ProviderErrors.WrongLibrary(provider, packages, offered);
        }
    }

    private static void Configure(ExecutionProvider provider, SessionOptions options, IReadOnlyList<NativePackage> packages)
    {
        OrtEnv environment = OrtEnv.Instance();
        OrtLoggingLevel usual = environment.EnvLogLevel;
        try
        {
            // A provider that is missing is told by exception, not by a line on the app's standard error too.
            environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            provider.Configure(options);
        }
        catch (Exception missing) when (missing is OnnxRuntimeException or EntryPointNotFoundException or NotSupportedException)
        {
            throw provider.RuntimeName is null
                ? ProviderErrors.WrongLibrary(provider, packages, NativeRuntime.Providers(), missing)
                : ProviderErrors.DoesNotStart(provider, packages, missing);
        }
        finally
        {
            environment.EnvLogLevel = usual;
        }
    }

    private static SessionOptions CreateBare(ExecutionProvider provider, IReadOnlyList<NativePackage> packages)
    {
        if (provider.MissingSystem is { } systems)
        {
            throw ProviderErrors.WrongSystem(provider, systems);
        }

        NativeTelemetry.TurnOff();
        try
        {
            return new SessionOptions();
        }
        catch (Exception missing) when (NativeRuntime.IsMissing(missing))
        {
            throw ProviderErrors.NoLibrary(provider, packages, missing);
        }
    }
}
