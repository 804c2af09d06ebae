using DistilBert.Qa.Inference;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>ONNX Runtime and nothing else: what remains of a pipeline when everything around the model costs nothing.</summary>
/// <remarks>Inputs and outputs are bound to memory beforehand, which is the least a caller can do for each run.</remarks>
internal sealed class BareSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly bool _isOwner;
    private readonly RunOptions _run = new();
    private readonly ModelContract _contract;

    /// <summary>Opens a graph that answers questions.</summary>
    /// <param name="graph">The ONNX file.</param>
    /// <param name="options">How the session runs; stays the caller's.</param>
    /// <exception cref="ModelException">The graph is not one that answers questions.</exception>
    public BareSession(string graph, SessionOptions options)
    {
        _session = new InferenceSession(graph, options);
        _contract = ModelContract.Discover(_session, graph);
        _isOwner = true;
    }

    private BareSession(OnnxModel model)
    {
        _session = model.Session;
        _contract = model.Contract;
    }

    /// <summary>The session in which an answerer itself runs what has the machine to itself, so that nothing differs but what surrounds the run.</summary>
    public static BareSession Of(QuestionAnswerer answerer) => new(answerer.Model);

    /// <summary>Opens a graph in the settings that the library itself uses for a run that has the machine to itself.</summary>
    public static BareSession Open(string graph, ExecutionProvider provider, int threads)
    {
        using SessionOptions options = SessionSettings.Create(provider, threads, graph, spinning: threads > 1);
        return new BareSession(graph, options);
    }

    /// <summary>Lays a window out in memory.</summary>
    public BareWindow Prepare(IReadOnlyList<int> ids, int separator) => new(_contract, ids, separator);

    /// <summary>Runs the model on a window.</summary>
    public void Run(BareWindow window) => _session.Run(_run, _contract.InputNames, window.Inputs, _contract.OutputNames, window.Outputs);

    public void Dispose()
    {
        _run.Dispose();
        if (_isOwner)
        {
            _session.Dispose();
        }
    }
}
