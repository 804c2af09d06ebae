using System.Diagnostics;
using System.Globalization;
using DistilBert.Qa.Tool.Terminal;
using Spectre.Console;

namespace DistilBert.Qa.Tool.Batch;

/// <summary>Shows a person how far a batch is.</summary>
internal static class BatchProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows progress until the work is done; shows nothing where nobody would see it.</summary>
    public static async Task ShowAsync(bool isSeen, Stream input, BatchOutput output, Task work)
    {
        if (isSeen)
        {
            await Colours.OnMessages().Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(progress => FollowAsync(progress, input, output, work))
                .ConfigureAwait(false);
        }

        await work.ConfigureAwait(false);
    }

    private static async Task FollowAsync(ProgressContext progress, Stream input, BatchOutput output, Task work)
    {
        bool isFile = input.CanSeek && input.Length > 0;
        ProgressTask shown = progress.AddTask("reading", maxValue: isFile ? input.Length : 1);
        shown.IsIndeterminate = !isFile;
        Stopwatch watch = Stopwatch.StartNew();
        while (!work.IsCompleted)
        {
            shown.Description = string.Create(CultureInfo.InvariantCulture, $"{output.Written} answered, {output.Written / watch.Elapsed.TotalSeconds:F1}/s");
            if (isFile)
            {
                shown.Value = output.Position;
            }

            await Task.WhenAny(work, Task.Delay(Pause)).ConfigureAwait(false);
        }
    }
}
