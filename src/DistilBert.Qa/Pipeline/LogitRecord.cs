using DistilBert.Qa.Decoding;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Pipeline;

/// <summary>Keeps the logits of one question and the time they took.</summary>
internal sealed class LogitRecord : IWindowObserver
{
    private readonly object _lock = new();
    private PreparedQuestion? _question;
    private ExplainedWindow[] _windows = [];

    /// <summary>What the model said, by ordinal; whole once the call is done.</summary>
    public IReadOnlyList<ExplainedWindow> Windows => _windows;

    public TimeSpan Model { get; private set; }

    public TimeSpan Decoding { get; private set; }

    public void OnPrepared(PreparedQuestion question)
    {
        _question = question;
        _windows = new ExplainedWindow[question.WindowCount];
    }

    public void OnWindow(in WindowJob job, ReadOnlySpan<float> start, ReadOnlySpan<float> end, in WindowSpans spans)
    {
        PreparedQuestion question = _question!;
        WindowPlan plan = question.Plans[job.Context];
        Window window = plan[job.Window];
        int offset = question.QuestionCount + 2;
        _windows[job.Ordinal] = new(
            job.Context,
            plan.NumberOf(job.Window),
            window.Begin,
            start.Slice(offset, window.Count).ToArray(),
            end.Slice(offset, window.Count).ToArray(),
            start[0] + end[0]);
    }

    public void OnRun(TimeSpan model, TimeSpan decoding)
    {
        lock (_lock)
        {
            Model += model;
            Decoding += decoding;
        }
    }
}
