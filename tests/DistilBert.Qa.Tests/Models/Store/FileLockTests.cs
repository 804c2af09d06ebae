using System.Diagnostics;
using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tests.Models.Store;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AcquireAsync_Contended_LetsOneInAtATime()
    {
        int inside = 0;
        int passed = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using FileLock held = await FileLock.AcquireAsync(_folder["a", "x.lock"], TimeSpan.FromSeconds(30), default);
            Interlocked.Increment(ref inside).Should().Be(1);
            await Task.Delay(5);
            Interlocked.Decrement(ref inside);
            Interlocked.Increment(ref passed);
        })));

        passed.Should().Be(8);
    }

    [Fact]
    public async Task AcquireAsync_HeldTooLong_SaysByWhat()
    {
        string path = _folder["x.lock"];
        using FileLock held = await FileLock.AcquireAsync(path, TimeSpan.Zero, default);

        Func<Task> acquire = async () => (await FileLock.AcquireAsync(path, TimeSpan.FromMilliseconds(100), default)).Dispose();

        (await acquire.Should().ThrowAsync<ModelException>()).WithMessage($"Another process has held {path} for 0.1 s. Wait for it or end it, then try again.");
    }

    [FlockFact]
    public async Task AcquireAsync_HeldByAnotherProcess_WaitsForItsEnd()
    {
        string path = _folder["x.lock"];
        var start = new ProcessStartInfo("flock", ["--no-fork", path, "sh", "-c", "echo held; exec cat"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process other = Process.Start(start)!;
        (await other.StandardOutput.ReadLineAsync()).Should().Be("held");
        Func<Task> acquire = async () => (await FileLock.AcquireAsync(path, TimeSpan.FromMilliseconds(50), default)).Dispose();
        (await acquire.Should().ThrowAsync<ModelException>()).WithMessage("Another process has held*");

        Task<FileLock> waiting = FileLock.AcquireAsync(path, TimeSpan.FromSeconds(30), default);
        other.StandardInput.Close();

        using FileLock held = await waiting;
        await other.WaitForExitAsync();
    }

    [Fact]
    public async Task AcquireAsync_Cancelled_Stops()
    {
        string path = _folder["x.lock"];
        using FileLock held = await FileLock.AcquireAsync(path, TimeSpan.Zero, default);
        using var cancellation = new CancellationTokenSource(50);

        Func<Task> acquire = async () => (await FileLock.AcquireAsync(path, TimeSpan.FromMinutes(1), cancellation.Token)).Dispose();

        await acquire.Should().ThrowAsync<OperationCanceledException>();
    }
}
