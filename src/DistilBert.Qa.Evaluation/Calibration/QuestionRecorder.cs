using DistilBert.Qa.Decoding;
using DistilBert.Qa.Pipeline;

namespace DistilBert.Qa.Evaluation;

/// <summary>Takes what calibration needs out of the logits of a question's windows while they are there.</summary>
internal sealed class QuestionRecorder : IWindowObserver
{
    private readonly object _lock = new();
    private readonly SpanSearch _search = new();
    private readonly double[] _logTotals = [.. TemperatureGrid.Temperatures.Select(static _ => double.NegativeInfinity)];
    private double _logSharpTotal = double.NegativeInfinity;
    private double _best = double.NegativeInfinity;
    private double _noAnswer = double.PositiveInfinity;
    private PreparedQuestion? _question;
    private NoAnswerSignals[] _signals = [];

    public void OnPrepared(PreparedQuestion question)
    {
        _question = question;
        _signals = new NoAnswerSignals[question.WindowCount];
    }

    public void OnWindow(in WindowJob job, ReadOnlySpan<float> start, ReadOnlySpan<float> end, in WindowSpans spans)
    {
        PreparedQuestion question = _question!;
        Windows.WindowPlan plan = question.Plans[job.Context];
        DecoderInput input = new(
            question.Contexts[job.Context].Tokens, plan[job.Window], plan.OwnershipOf(job.Window), start, end, question.QuestionCount + 2);
        lock (_lock)
        {
            ExactDecoder.Fill(_search, input, question.Options);
            for (int index = 0; index < _logTotals.Length; index++)
            {
                _logTotals[index] = LogSum.Add(_logTotals[index], _search.LogTotal(TemperatureGrid.Temperatures[index]));
            }

            _logSharpTotal = LogSum.Add(_logSharpTotal, _search.LogTotal(SpanProbabilities.SharpTemperature));
            _best = spans.Best.Length == 0 ? _best : Math.Max(_best, spans.Best[0].Weight);
            _noAnswer = Math.Min(_noAnswer, spans.NoAnswer);
            _signals[job.Ordinal] = spans.Best.Length == 0 ? new(double.NegativeInfinity, 0, 0, 0) : question.AllWords.SignalsOf(input, spans.Best[0]);
        }
    }

    public void OnRun(TimeSpan model, TimeSpan decoding)
    {
        // Time is not what is fitted.
    }

    /// <summary>What was recorded, once the question is answered.</summary>
    public RecordedQuestion ToQuestion(QaResult result) => new(
        result.Best?.Text,
        [.. _logTotals.Select((total, index) => (_best / TemperatureGrid.Temperatures[index]) - total)],
        (_best / SpanProbabilities.SharpTemperature) - _logSharpTotal,
        _best - _noAnswer,
        _signals);
}
