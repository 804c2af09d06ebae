using System.Threading.Channels;
using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Pipeline;

/// <summary>Gathers what the windows of one question said, for a reader that looks whenever it has time.</summary>
/// <remarks>News is a flag, not a queue: a slow reader skips states instead of falling behind, and merging is paid only when somebody looks.</remarks>
internal sealed class ProgressLog : IWindowObserver
{
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SortedList<int, WindowSpans> _done = [];
    private PreparedQuestion? _question;

    public void OnPrepared(PreparedQuestion question)
    {
        _question = question;
        _news.Writer.TryWrite(true);
    }

    public void OnWindow(in WindowJob job, ReadOnlySpan<float> start, ReadOnlySpan<float> end, in WindowSpans spans)
    {
        lock (_done)
        {
            _done.Add(job.Ordinal, spans);
        }

        _news.Writer.TryWrite(true);
    }

    public void OnRun(TimeSpan model, TimeSpan decoding)
    {
        // Progress tells of windows, not of time.
    }

    /// <summary>Says that nothing will be added any more.</summary>
    public void Complete() => _news.Writer.TryComplete();

    /// <summary>Waits until there is something new; false once the log is complete.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        await _news.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _news.Reader.TryRead(out _);

    /// <summary>The best answers of the windows done so far.</summary>
    public QaProgress Read()
    {
        PreparedQuestion question = _question!;
        WindowSpans[] done;
        lock (_done)
        {
            done = [.. _done.Values];
        }

        IReadOnlyList<Answer> answers = done.Length == 0
            ? []
            : SpanDecoder.For(question.Options.Decoding).Merge(question.Input.Contexts, done, question.Options).Answers;
        return new(done.Length, question.WindowCount, answers, null);
    }
}
