using DistilBert.Qa.Tokenization;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>The memory of one stream of runs: what goes into the model and what comes out; reused from run to run.</summary>
internal sealed class InferenceBuffers : IDisposable
{
    private readonly WordPieceTokenizer _tokenizer;
    private RunTensors? _tensors;
    private int _length;

    public InferenceBuffers(ModelContract contract, WordPieceTokenizer tokenizer)
    {
        _tokenizer = tokenizer;
        Ids = IntegerBuffer.Create(contract.InputIds.Type);
        Mask = contract.AttentionMask is { } mask ? IntegerBuffer.Create(mask.Type) : null;
        TokenTypes = contract.TokenTypeIds is { } types ? IntegerBuffer.Create(types.Type) : null;
    }

    /// <summary>Token ids, row after row, padded to the longest row.</summary>
    public IntegerBuffer Ids { get; }

    /// <summary>1 at tokens and 0 at padding, for a model that asks.</summary>
    public IntegerBuffer? Mask { get; }

    /// <summary>0 up to the first [SEP] and 1 behind it, for a model that asks.</summary>
    public IntegerBuffer? TokenTypes { get; }

    public LogitBuffer Start { get; } = new();

    public LogitBuffer End { get; } = new();

    /// <summary>The options of the runs of this stream, one after the other.</summary>
    public RunOptions Options { get; } = new();

    /// <summary>Lays the windows out as rows and gives them, and the room for their logits, as tensors; valid until the next call.</summary>
    public RunTensors Write(ReadOnlySpan<WindowInput> batch)
    {
        _length = 0;
        foreach (ref readonly WindowInput window in batch)
        {
            _length = Math.Max(_length, window.Length);
        }

        int elements = checked(batch.Length * _length);
        Ids.Reserve(elements);
        Mask?.Reserve(elements);
        TokenTypes?.Reserve(elements);
        Start.Reserve(elements);
        End.Reserve(elements);
        for (int row = 0; row < batch.Length; row++)
        {
            WriteRow(batch[row], row * _length);
        }

        if (_tensors is null || _tensors.Shape[0] != batch.Length || _tensors.Shape[1] != _length)
        {
            _tensors?.Dispose();
            _tensors = null;
            _tensors = new(this, [batch.Length, _length]);
        }

        return _tensors;
    }

    /// <summary>The start logits of a row, as long as its window.</summary>
    public ReadOnlySpan<float> StartLogits(int row, int length) => Start.Read(row * _length, length);

    /// <summary>The end logits of a row, as long as its window.</summary>
    public ReadOnlySpan<float> EndLogits(int row, int length) => End.Read(row * _length, length);

    public void Dispose()
    {
        _tensors?.Dispose();
        Options.Dispose();
    }

    private void WriteRow(in WindowInput window, int offset)
    {
        int separator = offset + 1 + window.QuestionCount;
        int end = offset + window.Length;
        int padding = offset + _length - end;

        Ids.Fill(offset, 1, _tokenizer.ClassificationId);
        Ids.Write(offset + 1, window.Question.Tokens[..window.QuestionCount]);
        Ids.Fill(separator, 1, _tokenizer.SeparatorId);
        Ids.Write(separator + 1, window.Context.Tokens[window.Window.Begin..window.Window.End]);
        Ids.Fill(end - 1, 1, _tokenizer.SeparatorId);
        Ids.Fill(end, padding, _tokenizer.PaddingId);

        Mask?.Fill(offset, window.Length, 1);
        Mask?.Fill(end, padding, 0);

        TokenTypes?.Fill(offset, window.ContextOffset, 0);
        TokenTypes?.Fill(offset + window.ContextOffset, window.Length - window.ContextOffset, 1);
        TokenTypes?.Fill(end, padding, 0);
    }
}
