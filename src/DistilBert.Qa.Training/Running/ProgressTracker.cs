using System.Diagnostics;

namespace DistilBert.Qa.Training.Running;

/// <summary>Keeps what is reported while a run goes on.</summary>
internal sealed class ProgressTracker(IProgress<TrainingProgress>? progress)
{
    private const double Memory = 0.98;

    private readonly Stopwatch _training = new();
    private double _weightedLoss;
    private double _weight;
    private long _tokens;
    private int _steps;
    private TrainingStep? _last;

    /// <summary>Steps the run will take.</summary>
    public int TotalSteps { get; set; }

    public TrainingDataSummary? Data { get; set; }

    public TrainingEvaluation? Evaluation { get; set; }

    public double TokensPerSecond => _training.Elapsed > TimeSpan.Zero ? _tokens / _training.Elapsed.TotalSeconds : 0;

    /// <summary>Times a step.</summary>
    public TrainingStep Time(Func<TrainingStep> take)
    {
        _training.Start();
        try
        {
            TrainingStep step = take();
            _tokens += step.Tokens;
            _steps++;
            Remember(step);
            return step;
        }
        finally
        {
            _training.Stop();
        }
    }

    /// <summary>Takes note of a step of an earlier part of the run.</summary>
    public void Remember(TrainingStep step)
    {
        _last = step;
        _weightedLoss = (_weightedLoss * Memory) + step.Loss;
        _weight = (_weight * Memory) + 1;
    }

    /// <summary>Tells how far the run is; may be called from several threads, which the caller's progress need not know.</summary>
    /// <param name="stage">What it is at.</param>
    /// <param name="asked">Questions asked in this evaluation or calibration.</param>
    /// <param name="toAsk">Questions it asks in all.</param>
    public void Report(TrainingStage stage, int asked = 0, int toAsk = 0)
    {
        if (progress is null)
        {
            return;
        }

        lock (_training)
        {
            int taken = _last?.Number ?? 0;
            TimeSpan? left = _steps > 0 ? _training.Elapsed * ((TotalSteps - taken) / (double)_steps) : null;
            progress.Report(new(stage, taken, TotalSteps, _last, _weightedLoss / _weight, TokensPerSecond, left, Evaluation, Data, asked, toAsk));
        }
    }
}
