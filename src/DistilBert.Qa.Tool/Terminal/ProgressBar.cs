using Spectre.Console;

namespace DistilBert.Qa.Tool.Terminal;

/// <summary>A bar that a person at a terminal sees while something is worked through.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work and follows it; shows nothing where nobody would see it.</summary>
    /// <param name="isSeen">Whether messages are on a terminal.</param>
    /// <param name="beginning">What is said until the work reports.</param>
    /// <param name="viewOn">What writes reports on the bar.</param>
    /// <param name="work">The work.</param>
    public static Task<TResult> FollowAsync<TProgress, TResult>(
        bool isSeen, string beginning, Func<ProgressTask, IProgress<TProgress>> viewOn, Func<IProgress<TProgress>?, Task<TResult>> work) => isSeen
        ? Colours.OnMessages().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(viewOn(context.AddTask(beginning))))
        : work(null);
}
