using System.Globalization;

namespace DistilBert.Qa.Models;

/// <summary>A file held open by one process at a time; the same lock (flock, or a share mode on Windows) that Python's hub library takes.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Waits until no other process or thread holds the lock.</summary>
    /// <exception cref="ModelException">It stayed held for too long, or the lock file cannot be made.</exception>
    public static async Task<FileLock> AcquireAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        long deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        TimeSpan pause = FirstPause;
        while (true)
        {
            try
            {
                if (TryTake(path) is { } taken)
                {
                    return taken;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new ModelException($"The cache folder cannot be written to ({path}): {Sentence.Of(exception)} Make it writable, or name another with HF_HUB_CACHE (downloads) or DISTILBERT_QA_CACHE (compiled models).", exception);
            }

            if (Environment.TickCount64 > deadline)
            {
                throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"Another process has held {path} for {patience.TotalSeconds:0.#} s. Wait for it or end it, then try again."));
            }

            await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Takes the lock; <see langword="null"/> while another process or thread holds it.</summary>
    /// <exception cref="IOException">The lock file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file cannot be made.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    /// <summary>Lets the next one in. The file stays: deleting it would let two in at once.</summary>
    public void Dispose() => _stream.Dispose();

    private static bool IsHeld(IOException exception) =>
        OperatingSystem.IsWindows()
            ? exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
            : exception.HResult is 11 or 35;
}
