using DistilBert.Qa.Tool.Terminal;
using Spectre.Console;

namespace DistilBert.Qa.Tool.Models;

/// <summary>Shows a person how far the files of a model are.</summary>
internal sealed class DownloadView(ProgressContext context) : IProgress<ModelDownloadProgress>
{
    private readonly Dictionary<string, ProgressTask> _files = new(StringComparer.Ordinal);

    /// <summary>Runs the work and follows it; shows nothing where nobody would see it.</summary>
    public static Task<T> FollowAsync<T>(bool isSeen, Func<IProgress<ModelDownloadProgress>?, Task<T>> work) => isSeen
        ? Colours.OnMessages().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new DownloadView(context)))
        : work(null);

    public void Report(ModelDownloadProgress value)
    {
        lock (_files)
        {
            if (!_files.TryGetValue(value.File, out ProgressTask? shown))
            {
                shown = _files[value.File] = context.AddTask(Markup.Escape(value.File));
            }

            shown.MaxValue = Math.Max(1, value.TotalBytes);
            shown.Value = value.TotalBytes == 0 ? 1 : value.Bytes;
        }
    }
}
