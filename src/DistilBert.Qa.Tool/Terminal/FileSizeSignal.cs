using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tool.Terminal;

/// <summary>Makes a file that reaches its limit (<c>ulimit -f</c>) an error to report, where Unix would kill the process.</summary>
internal sealed class FileSizeSignal : IDisposable
{
    // SIGXFSZ, the same number on Linux and macOS.
    private const PosixSignal Signal = (PosixSignal)25;

    private readonly PosixSignalRegistration? _registration;

    private FileSizeSignal(PosixSignalRegistration? registration) => _registration = registration;

    public static FileSizeSignal Catch() =>
        new(OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(Signal, static context => context.Cancel = true));

    public void Dispose() => _registration?.Dispose();
}
