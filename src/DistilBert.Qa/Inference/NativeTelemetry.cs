using System.Runtime.InteropServices;

namespace DistilBert.Qa.Inference;

/// <summary>Keeps the native ONNX Runtime from reporting to its makers, which its official builds do on all systems since 1.29.</summary>
internal static partial class NativeTelemetry
{
    /// <summary>The switch of ONNX Runtime; whoever wants the reports sets it to 0 before the process starts.</summary>
    public const string Switch = "ORT_DISABLE_TELEMETRY";

    private static readonly object Lock = new();
    private static bool _isOff;

    /// <summary>Turns it off unless the user decided; to be called before anything native is touched, since the first touch already reports.</summary>
    public static void TurnOff()
    {
        lock (Lock)
        {
            if (_isOff)
            {
                return;
            }

            _isOff = true;
            if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Switch)))
            {
                return;
            }

            Environment.SetEnvironmentVariable(Switch, "1");
            if (!OperatingSystem.IsWindows())
            {
                // .NET keeps its own copy of the environment there; native code reads the process's.
                _ = SetNative(Switch, "1", overwrite: 1);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
