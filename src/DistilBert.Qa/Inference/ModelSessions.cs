using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>The sessions of one model: one for a run that has the machine to itself, one for many side by side, opened when they come.</summary>
/// <remarks>The threads of a run are those of its session, and no option of a run changes that. Both sessions give the same bits.</remarks>
internal sealed class ModelSessions : IDisposable
{
    private readonly object _lock = new();
    private readonly Func<InferenceSession>? _openCrowded;
    private readonly SharedWeights? _weights;
    private Task<InferenceSession?>? _crowded;

    /// <param name="main">The session for runs that are alone, or for all.</param>
    /// <param name="openCrowded">Opens the one for runs in a crowd; <see langword="null"/> where the first is for all.</param>
    /// <param name="weights">What they share; belongs to this instance from now on.</param>
    public ModelSessions(InferenceSession main, Func<InferenceSession>? openCrowded = null, SharedWeights? weights = null)
    {
        Main = main;
        _openCrowded = openCrowded;
        _weights = weights;
    }

    public InferenceSession Main { get; }

    /// <summary>Whether runs in a crowd have a session of their own.</summary>
    public bool Adapt => _openCrowded is not null;

    /// <summary>The session for a run; for one of a crowd its own where <see cref="OpenCrowdedAsync"/> has opened it.</summary>
    public InferenceSession For(bool crowded) =>
        crowded && Volatile.Read(ref _crowded) is { IsCompletedSuccessfully: true } opened ? opened.Result ?? Main : Main;

    /// <summary>Opens the session for a crowd, once; false where there is none, or where it cannot be opened.</summary>
    public async Task<bool> OpenCrowdedAsync()
    {
        if (_openCrowded is null)
        {
            return false;
        }

        Task<InferenceSession?> opening;
        lock (_lock)
        {
            opening = _crowded ??= Task.Run(() => TryOpen(_openCrowded));
        }

        return await opening.ConfigureAwait(false) is not null;
    }

    /// <summary>To be called when no run is left.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _crowded ??= Task.FromResult<InferenceSession?>(null);
        }

        _crowded.Result?.Dispose();
        Main.Dispose();
        _weights?.Dispose();
        NativeHeap.Trim();
    }

    private InferenceSession? TryOpen(Func<InferenceSession> open)
    {
        try
        {
            InferenceSession session = open();
            _weights?.Trim();
            return session;
        }
        catch (Exception failed) when (failed is ModelException or OnnxRuntimeException or ExecutionProviderException or IOException)
        {
            // The file went away or memory is short: slower, but all goes on.
            return null;
        }
    }
}
