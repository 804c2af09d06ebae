using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Batch;

/// <summary>Writes the outcome of each line.</summary>
internal sealed class BatchOutput(OutputSink sink, bool explain) : IDisposable
{
    // Enough for one write to be cheap, little enough that nothing waits long.
    private const int Enough = 64 * 1024;

    private readonly JsonLineWriter _lines = new();
    private long _waiting;

    /// <summary>How many lines were handed on.</summary>
    public long Written { get; private set; }

    /// <summary>How many lines say what was wrong with their input.</summary>
    public long Errors { get; private set; }

    /// <summary>How many bytes of the input are done.</summary>
    public long Position { get; private set; }

    public void Write(BatchLine line, BatchOutcome outcome)
    {
        if (outcome.Result is { } result)
        {
            ResultJson.Write(_lines, line.Id, result, explain);
        }
        else
        {
            ResultJson.WriteError(_lines, line.Id, outcome.Error!, line.Number);
            Errors++;
        }

        _waiting++;
        Position = line.End;
        if (_lines.Waiting >= Enough)
        {
            Flush();
        }
    }

    /// <summary>Hands on what is written, so that a reader, or a later run, finds it.</summary>
    public void Flush()
    {
        if (_lines.Waiting > 0)
        {
            sink.Write(_lines);
            Written += _waiting;
            _waiting = 0;
        }
    }

    public void Dispose() => _lines.Dispose();
}
