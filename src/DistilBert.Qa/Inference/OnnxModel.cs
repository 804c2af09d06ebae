using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>A loaded model: a batch of windows goes in, start and end logits come out. Any number of threads may run it at once.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly ModelSessions _sessions;
    private readonly string _path;

    private OnnxModel(OpenedSession opened, ModelContract contract, string path)
    {
        _sessions = opened.Sessions;
        _path = path;
        Contract = contract;
        Provider = opened.Provider;
        FallbackReason = opened.Reason;
        Metadata = _sessions.Main.ModelMetadata.CustomMetadataMap;
    }

    public ModelContract Contract { get; }

    /// <summary>The session of runs that have the machine to themselves.</summary>
    public InferenceSession Session => _sessions.Main;

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The provider it runs on.</summary>
    public ExecutionProvider Provider { get; }

    /// <summary>Why that is not the one asked for; <see langword="null"/> where it is.</summary>
    public string? FallbackReason { get; }

    /// <summary>Whether a crowd of runs gets fewer threads for each.</summary>
    public bool Adapts => _sessions.Adapt;

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="provider">What to run on.</param>
    /// <param name="whenMissing">What to do where that is not there.</param>
    /// <param name="threads">Threads inside a run.</param>
    /// <param name="threadsUnderLoad">Threads inside one of a crowd of runs; honoured on the processor. Default: the same.</param>
    /// <exception cref="ModelException">The file is not a model that answers questions.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the provider is not there.</exception>
    public static OnnxModel Load(string path, ExecutionProvider provider, MissingProvider whenMissing, int threads, int? threadsUnderLoad = null)
    {
        OpenedSession opened = OpenedSession.Open(path, provider, whenMissing, threads, threadsUnderLoad ?? threads);
        try
        {
            return new(opened, ModelContract.Discover(opened.Sessions.Main, path), path);
        }
        catch
        {
            opened.Sessions.Dispose();
            throw;
        }
    }

    /// <summary>Runs a batch; rows shorter than the longest are padded.</summary>
    /// <param name="batch">The windows.</param>
    /// <param name="buffers">Where they and their logits are laid out.</param>
    /// <param name="crowded">Whether there are enough runs side by side to keep the cores busy.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="ModelException">The run failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, before or while it ran.</exception>
    public void Run(ReadOnlySpan<WindowInput> batch, InferenceBuffers buffers, bool crowded, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RunTensors tensors = buffers.Write(batch);
        RunOptions run = buffers.Options;
        try
        {
            using CancellationTokenRegistration terminate = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, run);
            _sessions.For(crowded).Run(run, Contract.InputNames, tensors.Inputs, Contract.OutputNames, tensors.Outputs);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException failed)
        {
            throw new ModelException(
                $"The model '{_path}' failed on {tensors.Shape[0]} x {tensors.Shape[1]} tokens: {failed.Message} If the message speaks of an index out of " +
                "range, the vocabulary or the length does not belong to this model.",
                failed);
        }
        finally
        {
            // The registration is gone by now, so nothing terminates the next run of the stream.
            run.Terminate = false;
        }
    }

    /// <summary>Makes ready for runs in a crowd, once; false where they have no session of their own, or none can be opened.</summary>
    public Task<bool> PrepareForCrowdAsync() => _sessions.OpenCrowdedAsync();

    public void Dispose() => _sessions.Dispose();
}
