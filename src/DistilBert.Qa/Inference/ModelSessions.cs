using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>The sessions of one model: one for runs that have the machine to themselves, one for many side by side, opened when they come.</summary>
/// <remarks>
/// The threads of a run are those of its session, and no option of a run changes that. Both sessions give the same bits. While the
/// second one is being opened, and where it cannot be, the first does its work.
/// </remarks>
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

    /// <summary>The session for a run.</summary>
    public InferenceSession For(bool crowded)
    {
        if (!crowded || _openCrowded is null)
        {
            return Main;
        }

        Task<InferenceSession?>? opening = Volatile.Read(ref _crowded) ?? StartOpening(_openCrowded);
        return opening.IsCompleted ? opening.Result ?? Main : Main;
    }

    /// <summary>Waits until the session for a crowd is there, for tests and measurements.</summary>
    public Task OpenAllAsync() => _openCrowded is null ? Task.CompletedTask : Volatile.Read(ref _crowded) ?? StartOpening(_openCrowded);

    /// <summary>To be called when no run is left.</summary>
    public void Dispose()
    {
        _crowded?.Result?.Dispose();
        Main.Dispose();
        _weights?.Dispose();
        NativeHeap.Trim();
    }

    private Task<InferenceSession?> StartOpening(Func<InferenceSession> open)
    {
        lock (_lock)
        {
            return _crowded ??= Task.Run(() => TryOpen(open));
        }
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
