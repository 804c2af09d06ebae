using System.Runtime.InteropServices;
using DistilBert.Qa.Inference;

namespace DistilBert.Qa.Tests.Inference;

public sealed partial class NativeTelemetryTests
{
    [Fact]
    public void TurnOff_BeforeTheFirstTouch_IsSeenByNativeCode()
    {
        _ = NativeRuntime.Providers();

        string? native = OperatingSystem.IsWindows()
            ? Environment.GetEnvironmentVariable(NativeTelemetry.Switch)
            : Marshal.PtrToStringUTF8(GetNative(NativeTelemetry.Switch));

        native.Should().NotBeNullOrEmpty("ONNX Runtime reports to its makers unless told not to");
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetNative(string name);
}
