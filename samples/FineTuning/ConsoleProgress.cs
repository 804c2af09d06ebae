using System.Globalization;
using DistilBert.Qa.Training;

/// <summary>Prints a line for every tenth step.</summary>
internal sealed class ConsoleProgress : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value is { Stage: TrainingStage.Training, Last: { } step } && (step.Number % 10 == 0 || step.Number == value.Steps))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"step {step.Number}/{value.Steps}  loss {value.RunningLoss:F3}  {value.TokensPerSecond:F0} tokens/s  {value.TimeLeft:mm\\:ss} left"));
        }
    }
}
