using System.Text;
using DistilBert.Qa.Inference;

namespace DistilBert.Qa.Tests.Inference;

public class NativePackageTests
{
    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime.Managed/1.31.1", "")]
    [InlineData("Microsoft.ML.OnnxRuntime/1.31.1|Microsoft.ML.OnnxRuntime.Managed/1.31.1|Microsoft.ML.OnnxRuntime.Extensions/0.14.0", "Microsoft.ML.OnnxRuntime 1.31.1")]
    [InlineData("Microsoft.ML.OnnxRuntime.Gpu/1.31.1|Microsoft.ML.OnnxRuntime.Gpu.Windows/1.31.1|Microsoft.ML.OnnxRuntime.Gpu.Linux/1.31.1", "Microsoft.ML.OnnxRuntime.Gpu 1.31.1")]
    [InlineData("Microsoft.ML.OnnxRuntime.DirectML/1.31.1|microsoft.ml.onnxruntime/1.30.0", "Microsoft.ML.OnnxRuntime.DirectML 1.31.1|microsoft.ml.onnxruntime 1.30.0")]
    [InlineData("Microsoft.ML.OnnxRuntimeGenAI/0.9.0|Intel.ML.OnnxRuntime.OpenVino/1.31.0", "Intel.ML.OnnxRuntime.OpenVino 1.31.0")]
    public void Find_Libraries_KeepsThoseWithANativeLibrary(string libraries, string expected)
    {
        string json = $"{{\"libraries\":{{{string.Join(',', libraries.Split('|').Select(library => $"\"{library}\":{{\"type\":\"package\"}}"))}}}}}";

        string.Join('|', NativePackage.Find(Encoding.UTF8.GetBytes(json))).Should().Be(expected);
    }

    [Fact]
    public void Find_NoLibraries_None() => NativePackage.Find("{}"u8.ToArray()).Should().BeEmpty();

    [Fact]
    public void InThisApp_TestHost_HasThePackageItReferences() =>
        NativePackage.InThisApp.Should().ContainSingle().Which.Id.Should().Be("Microsoft.ML.OnnxRuntime");
}
