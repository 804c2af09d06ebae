using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Graphs;
using DistilBert.Qa.Training.Parameters;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Memory for the windows of one run, as the graph reads them.</summary>
internal sealed class BatchBuffers(Architecture architecture)
{
    // What transformers puts in the place of a padded position's score: the lowest finite number.
    private const float Never = float.MinValue;

    private readonly PinnedBuffer<long> _ids = new();
    private readonly PinnedBuffer<long> _typeIds = new();
    private readonly PinnedBuffer<long> _targets = new();
    private readonly PinnedBuffer<float> _targetBias = new();
    private readonly PinnedBuffer<float> _weights = new();
    private readonly PinnedBuffer<float> _attentionBias = new();
    private readonly PinnedBuffer<float> _logitBias = new();
    private int _windows;
    private int _length;
    private int _targetCount;

    /// <summary>The tokens as written last, padding included.</summary>
    public ReadOnlySpan<long> Ids => _ids.Read(_windows * _length);

    /// <summary>Their types, 0 or 1.</summary>
    public ReadOnlySpan<long> TypeIds => _typeIds.Read(_windows * _length);

    /// <summary>Windows as written last.</summary>
    public int Windows => _windows;

    /// <summary>Their length, padding included.</summary>
    public int Length => _length;

    /// <summary>Takes the windows of a run.</summary>
    /// <param name="batch">The windows.</param>
    /// <param name="length">The length they are padded to.</param>
    /// <param name="weight">Every window's share in the step's loss.</param>
    /// <param name="lossOverPadding">Whether padded positions take part in the loss.</param>
    public void Write(ReadOnlySpan<TrainingWindow> batch, int length, float weight, bool lossOverPadding)
    {
        _windows = batch.Length;
        _length = length;
        _targetCount = 1;
        foreach (TrainingWindow window in batch)
        {
            _targetCount = Math.Max(_targetCount, window.Targets.Length);
        }

        int tokens = batch.Length * length;
        int targets = batch.Length * _targetCount;
        Span<long> ids = _ids.Reserve(tokens);
        Span<long> typeIds = _typeIds.Reserve(tokens);
        Span<float> attentionBias = _attentionBias.Reserve(tokens);
        Span<float> logitBias = _logitBias.Reserve(tokens);
        Span<long> spans = _targets.Reserve(2 * targets);
        Span<float> targetBias = _targetBias.Reserve(targets);
        _weights.Reserve(batch.Length).Fill(weight);
        for (int row = 0; row < batch.Length; row++)
        {
            int[] tokensOfWindow = batch[row].Ids;
            int start = row * length;
            bool second = false;
            for (int place = 0; place < length; place++)
            {
                bool isPadding = place >= tokensOfWindow.Length;
                ids[start + place] = isPadding ? architecture.PaddingId : tokensOfWindow[place];
                typeIds[start + place] = second && !isPadding ? 1 : 0;
                second |= ids[start + place] == architecture.TypeSeparator;
                attentionBias[start + place] = isPadding ? Never : 0;
                logitBias[start + place] = isPadding && !lossOverPadding ? Never : 0;
            }

            TargetSpan[] wanted = batch[row].Targets;
            for (int index = 0; index < _targetCount; index++)
            {
                TargetSpan span = index < wanted.Length ? wanted[index] : default;
                int place = (row * _targetCount) + index;
                spans[place] = span.First;
                spans[targets + place] = span.Last;
                targetBias[place] = index < wanted.Length ? 0 : Never;
            }
        }
    }

    /// <summary>The inputs by the graph's names for them; valid until the next <see cref="Write"/>.</summary>
    public IEnumerable<(string Name, OrtValue Value)> ToTensors(bool masked)
    {
        yield return (GraphInputs.Ids, _ids.ToTensor(_windows, _length));
        yield return (GraphInputs.TypeIds, _typeIds.ToTensor(_windows, _length));
        yield return (GraphInputs.Targets, _targets.ToTensor(2, _windows, _targetCount));
        yield return (GraphInputs.TargetBias, _targetBias.ToTensor(_windows, _targetCount));
        yield return (GraphInputs.Weights, _weights.ToTensor(_windows, 1));
        if (masked)
        {
            yield return (GraphInputs.AttentionBias, _attentionBias.ToTensor(_windows, 1, 1, _length));
            yield return (GraphInputs.LogitBias, _logitBias.ToTensor(_windows, _length));
        }
    }
}
