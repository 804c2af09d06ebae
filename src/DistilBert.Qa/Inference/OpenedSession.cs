using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>The sessions of a model, the provider they run on, and why that is not the one asked for.</summary>
internal sealed record OpenedSession(ModelSessions Sessions, ExecutionProvider Provider, string? Reason)
{
    /// <summary>Opens a file on the provider asked for, or as the policy says where that is missing.</summary>
    /// <exception cref="ModelException">The file is not a model.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the provider is not there, and the policy is to say so.</exception>
    public static OpenedSession Open(string path, ExecutionProvider asked, MissingProvider whenMissing, int threads, int threadsUnderLoad)
    {
        SessionSettings.CheckPackages(asked);
        ExecutionProvider[] candidates = whenMissing == MissingProvider.Error ? [.. asked.Candidates] : [.. asked.Candidates, ExecutionProvider.Cpu];
        List<string> reasons = [];
        for (int index = 0; ; index++)
        {
            try
            {
                return new(OpenOn(path, candidates[index], threads, threadsUnderLoad), candidates[index], reasons.Count == 0 ? null : string.Join(" ", reasons));
            }
            catch (ExecutionProviderException missing) when (index < candidates.Length - 1 && candidates[index] != candidates[^1])
            {
                reasons.Add(missing.Message);
            }
        }
    }

    private static ModelSessions OpenOn(string path, ExecutionProvider provider, int threads, int threadsUnderLoad)
    {
        // Only of the processor is it known that sessions may share it.
        if (provider != ExecutionProvider.Cpu || threads == threadsUnderLoad)
        {
            return new(OpenOne(path, provider, SessionSettings.Create(provider, threads, path), null));
        }

        SharedWeights? weights = SharedWeights.TryOpen(path);
        try
        {
            InferenceSession alone = OpenOne(path, provider, SessionSettings.Create(provider, threads, path, spinning: true), weights);
            weights?.Trim();
            return new(alone, () => OpenOne(path, provider, SessionSettings.Create(provider, threadsUnderLoad, path), weights), weights);
        }
        catch
        {
            weights?.Dispose();
            throw;
        }
    }

    private static InferenceSession OpenOne(string path, ExecutionProvider provider, SessionOptions options, SharedWeights? weights)
    {
        using SessionOptions mine = options;
        try
        {
            weights?.AddTo(mine);
            return NativeHeap.OnThreadOfItsOwn(() => weights is null ? new InferenceSession(path, mine) : new InferenceSession(path, mine, weights.Packed));
        }
        catch (OnnxRuntimeException error)
        {
            throw provider != ExecutionProvider.Cpu && LoadsOnProcessor(path)
                ? ProviderErrors.DoesNotStart(provider, NativePackage.InThisApp, error)
                : new ModelException(
                    $"ONNX Runtime cannot load '{path}': {error.Message} The file is damaged, or needs a newer ONNX Runtime or files that are " +
                    "not beside it. Fetch or compile it again.",
                    error);
        }
    }

    // Tells a broken file from a broken driver; it is tried only where loading has failed.
    private static bool LoadsOnProcessor(string path)
    {
        using SessionOptions options = SessionSettings.Create(ExecutionProvider.Cpu, threads: 1, path);
        try
        {
            using InferenceSession session = new(path, options);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }
}
