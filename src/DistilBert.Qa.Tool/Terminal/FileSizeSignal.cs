using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tool.Terminal;

/// <summary>Makes a file that reaches its limit (<c>ulimit -f</c>) an error to report, where Unix would kill the process.</summary>
internal static class FileSizeSignal
{
    // SIGXFSZ, the same number on Linux and macOS.
    private const PosixSignal Signal = (PosixSignal)25;

    // Held to the end of the process: a signal is delivered some time after the write that caused it.
    private static PosixSignalRegistration? _registration;

    public static void Catch()
    {
        if (!OperatingSystem.IsWindows())
        {
            _registration ??= PosixSignalRegistration.Create(Signal, static context => context.Cancel = true);
        }
    }
}
