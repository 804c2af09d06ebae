using DistilBert.Qa.Inference;
using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Graphs;
using DistilBert.Qa.Training.Parameters;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Runs a training graph over the weights where they lie and adds to the gradients of one lane where they lie.</summary>
internal sealed class GraphRunner : IDisposable
{
    private readonly TrainingGraph _graph;
    private readonly TrainingState _state;
    private readonly bool _masked;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _bound = [];
    private readonly BatchBuffers _batch;
    private readonly DropoutMasks _masks;
    private readonly PinnedBuffer<float> _losses = new();
    private readonly PinnedBuffer<float> _embeddingGradient = new();
    private readonly EmbeddingGradient _embeddings;

    private GraphRunner(TrainingGraph graph, TrainingState state, int lane, bool masked, DropoutMasks masks, InferenceSession session)
    {
        _graph = graph;
        _state = state;
        _masked = masked;
        _masks = masks;
        _session = session;
        _batch = new(state.Architecture);
        FloatMemory gradients = state.LaneGradients[lane];
        _embeddings = new(state.Architecture, state.Layout, gradients);
        _binding = session.CreateIoBinding();
        foreach (Parameter parameter in state.Layout.All)
        {
            BindInput(parameter.Name, Keep(state.Weights.ToTensor(parameter.Offset, parameter.Shape)));
        }

        foreach ((string name, string output) in graph.Gradients)
        {
            // Input and output are the same memory: the graph adds to what is there.
            Parameter parameter = state.Layout[name];
            OrtValue gradient = Keep(gradients.ToTensor(parameter.Offset, parameter.Shape));
            BindInput(GraphInputs.GradientOf(name), gradient);
            _binding.BindOutput(output, gradient);
        }
    }

    /// <summary>Makes a graph ready to run.</summary>
    /// <param name="state">Weights and gradients.</param>
    /// <param name="lane">The lane whose gradients are added to.</param>
    /// <param name="settings">The graph's parts.</param>
    /// <param name="masks">What it drops.</param>
    /// <param name="provider">Where it runs.</param>
    /// <param name="threads">On how many threads.</param>
    public static GraphRunner Create(TrainingState state, int lane, GraphSettings settings, DropoutMasks masks, ExecutionProvider provider, int threads)
    {
        TrainingGraph graph = TrainingGraphBuilder.Build(state.Architecture, state.Layout, settings);
        using SessionOptions options = SessionSettings.Create(provider, threads, graph: null);

        // A plan's block would be held for every length anew, beside what the first run of that length took: half as much memory again.
        options.EnableMemoryPattern = false;
        InferenceSession? session = null;
        try
        {
            session = new(graph.Model, options);
            return new(graph, state, lane, settings.Masked, masks, session);
        }
        catch (OnnxRuntimeException failed)
        {
            session?.Dispose();
            throw new TrainingException($"The training graph cannot be made ready: {failed.Message} If memory ran out, take a smaller model.", failed);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Runs windows and adds their gradients to the lane's.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="length">The length they are padded to.</param>
    /// <param name="weight">Every window's share in the step's loss.</param>
    /// <param name="lossOverPadding">Whether padded positions take part in the loss.</param>
    /// <param name="firstWindow">Number of the first window in the step, for the dropout masks.</param>
    /// <param name="cancellationToken">Stops the run promptly; the gradients are then of no use.</param>
    /// <returns>The windows' losses; valid until the next run.</returns>
    public ReadOnlySpan<float> Run(
        ReadOnlySpan<TrainingWindow> windows, int length, float weight, bool lossOverPadding, int firstWindow, CancellationToken cancellationToken)
    {
        _batch.Write(windows, length, weight, lossOverPadding);
        List<OrtValue> tensors = [];
        using RunOptions run = new();
        using CancellationTokenRegistration terminate = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, run);
        try
        {
            foreach ((string name, OrtValue value) in _batch.ToTensors(_masked).Concat(_masks.Draw(_graph.DropoutSites, windows.Length, length, firstWindow)))
            {
                tensors.Add(value);
                BindInput(name, value);
            }

            _losses.Reserve(windows.Length);
            BindOutput(_graph.Losses, _losses.ToTensor(windows.Length), tensors);
            if (_graph.EmbeddingGradient is { } embeddingGradient)
            {
                int width = _state.Architecture.Width;
                _embeddingGradient.Reserve(windows.Length * length * width);
                BindOutput(embeddingGradient, _embeddingGradient.ToTensor(windows.Length * length, width), tensors);
            }

            _session.RunWithBinding(run, _binding);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failed) when (failed is OnnxRuntimeException or OutOfMemoryException)
        {
            throw new TrainingException(
                $"A training run of {windows.Length} x {length} tokens failed: {failed.Message} If memory ran out, lower the number of tokens that run at once.", failed);
        }
        finally
        {
            tensors.ForEach(static tensor => tensor.Dispose());
        }

        if (_graph.EmbeddingGradient is not null)
        {
            _embeddings.Add(_batch, _embeddingGradient.Read(windows.Length * length * _state.Architecture.Width));
        }

        return _losses.Read(windows.Length);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _bound.ForEach(static value => value.Dispose());
        _session.Dispose();
    }

    private OrtValue Keep(OrtValue value)
    {
        _bound.Add(value);
        return value;
    }

    private void BindInput(string name, OrtValue value)
    {
        // Token types are no input of a DistilBERT, and gradients none of a forward pass.
        if (_session.InputMetadata.ContainsKey(name))
        {
            _binding.BindInput(name, value);
        }
    }

    private void BindOutput(string name, OrtValue value, List<OrtValue> tensors)
    {
        tensors.Add(value);
        _binding.BindOutput(name, value);
    }
}
