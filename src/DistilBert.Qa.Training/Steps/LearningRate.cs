namespace DistilBert.Qa.Training.Steps;

/// <summary>The learning rate of every step.</summary>
internal sealed class LearningRate(TrainingOptions options, int steps)
{
    private readonly int _warmup = Math.Min(steps, (int)(options.Warmup < 1 ? options.Warmup * steps : options.Warmup));

    /// <summary>The rate of a step, counted from 0: above 0 at every one.</summary>
    public double Of(int step)
    {
        if (step < _warmup)
        {
            return options.LearningRate * (step + 1) / _warmup;
        }

        double left = (steps - step) / (double)(steps - _warmup);
        return options.LearningRate * (options.Schedule == LearningRateSchedule.Linear ? left : (1 - Math.Cos(Math.PI * left)) / 2);
    }
}
