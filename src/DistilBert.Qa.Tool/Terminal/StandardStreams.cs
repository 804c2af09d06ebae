using Microsoft.Win32.SafeHandles;

namespace DistilBert.Qa.Tool.Terminal;

/// <summary>The data streams of the process.</summary>
internal static class StandardStreams
{
    private const int Output = 1;

    /// <summary>Standard input.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>Standard output; writing to a pipe that nobody reads any more throws.</summary>
    /// <remarks>
    /// The console's own stream ignores a closed pipe, and a batch would go on for hours for nobody. On a file it must be used all
    /// the same: it alone moves the position that the process shares with the shell and with the commands that follow.
    /// </remarks>
    public static Stream OpenOutput()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            FileStream stream = new(new SafeFileHandle(Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
        }

        return Console.OpenStandardOutput();
    }
}
