using System.Text.Json.Nodes;

namespace DistilBert.Qa.Providers.Tests;

/// <summary>Each way a provider can be missing, shown by an app that misses it.</summary>
public sealed class MissingProviderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("distilbert-qa-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("cpu")]
    [InlineData("auto")]
    public async Task Run_ProviderIsThere_ReportNamesPackageAndVersion(string provider)
    {
        ILookup<string, string> output = await ProviderApp.Built(ProviderApp.WithCpuPackage).RunAsync(provider);

        output["asked"].Should().Equal(provider);
        output["got"].Should().Equal("cpu");
        output["answer"].Should().Equal("Ada Lovelace");
        output["package"].Single().Should().Be("Microsoft.ML.OnnxRuntime " + output["version"].Single());
    }

    [Theory]
    [InlineData("cpu", "Microsoft.ML.OnnxRuntime")]
    [InlineData("cuda", "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("named:OpenVINO", "Intel.ML.OnnxRuntime.OpenVino")]
    [InlineData("named:Unheard", "Microsoft.ML.OnnxRuntime")]
    public async Task Run_NoNativePackage_ErrorNamesTheOneToAdd(string provider, string package)
    {
        ILookup<string, string> output = await ProviderApp.Built(ProviderApp.WithoutNativePackage).RunAsync(provider);

        output["error"].Single().Should().StartWith("This app has no native library of ONNX Runtime, which the execution provider '")
            .And.EndWith($"Add the package that brings it: dotnet add package {package}");
    }

    [Fact]
    public async Task Run_WrongNativePackage_ErrorNamesBothPackages()
    {
        ILookup<string, string> output = await ProviderApp.Built(ProviderApp.WithCpuPackage).RunAsync("cuda:1");

        output["error"].Single().Should().Match(
            "The execution provider 'cuda:1' is not in this app's ONNX Runtime: Microsoft.ML.OnnxRuntime * offers *CPUExecutionProvider*. " +
            "Replace the package by the one that has it: dotnet remove package Microsoft.ML.OnnxRuntime; dotnet add package Microsoft.ML.OnnxRuntime.Gpu. " +
            "Or choose the provider 'cpu'.");
    }

    [Theory]
    [InlineData("FallBack")]
    [InlineData("FallBackAndWarn")]
    public async Task Run_FallbackAllowed_RunsOnTheProcessorAndSaysWhy(string policy)
    {
        ILookup<string, string> output = await ProviderApp.Built(ProviderApp.WithCpuPackage).RunAsync("cuda", policy);

        (output["asked"].Single(), output["got"].Single(), output["answer"].Single()).Should().Be(("cuda:0", "cpu", "Ada Lovelace"));
        output["reason"].Single().Should().Contain("dotnet add package Microsoft.ML.OnnxRuntime.Gpu");
    }

    [Fact]
    public async Task Run_WrongOperatingSystem_ErrorNamesTheRightOne()
    {
        ILookup<string, string> output = await ProviderApp.Built(ProviderApp.WithCpuPackage).RunAsync("directml");

        string expected = OperatingSystem.IsWindows()
            ? "The execution provider 'directml:0' is not in this app's ONNX Runtime: *"
            : "The execution provider 'directml:0' runs only under Windows; this system is *. Choose the provider 'cpu', or 'auto' for the best one that is there.";
        output["error"].Single().Should().Match(expected);
    }

    [Fact]
    public async Task Run_NameThatOnnxRuntimeDoesNotKnow_ErrorPassesItsWordsOn()
    {
        ILookup<string, string> output = await ProviderApp.Built(ProviderApp.WithCpuPackage).RunAsync("named:Unheard");

        output["error"].Single().Should().StartWith("The execution provider 'Unheard' is not in this app's ONNX Runtime: ")
            .And.Contain("Unknown provider name 'Unheard'").And.EndWith("Use a package or build of ONNX Runtime that has it. Or choose the provider 'cpu'.");
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("FallBack")]
    public async Task Run_TwoNativePackages_ErrorSaysWhichToRemove(string policy)
    {
        ProviderApp app = ProviderApp.Built(ProviderApp.WithCpuPackage).CopyTo(_folder.FullName);
        AddLibrary(app.DependencyFile, "Microsoft.ML.OnnxRuntime.Gpu.Linux/1.31.1");

        ILookup<string, string> output = await app.RunAsync("cuda", policy);

        output["error"].Single().Should().Match(
            "This app has 2 native packages of ONNX Runtime, Microsoft.ML.OnnxRuntime * and Microsoft.ML.OnnxRuntime.Gpu 1.31.1; which of them is loaded is " +
            "chance. Keep Microsoft.ML.OnnxRuntime.Gpu, which the execution provider 'cuda:0' needs, and remove the rest: dotnet remove package Microsoft.ML.OnnxRuntime");
    }

    [Fact]
    public async Task Run_NativeLibraryDoesNotLoad_ErrorNamesPackageAndSystem()
    {
        ProviderApp app = ProviderApp.Built(ProviderApp.WithCpuPackage).CopyTo(_folder.FullName);
        foreach (string library in Directory.EnumerateFiles(app.Folder, "*onnxruntime.*", SearchOption.AllDirectories).Where(static file => file.Contains("native", StringComparison.Ordinal)))
        {
            await File.WriteAllTextAsync(library, "not a library");
        }

        ILookup<string, string> output = await app.RunAsync("cpu");

        output["error"].Single().Should().StartWith("The native library of ONNX Runtime in the package Microsoft.ML.OnnxRuntime ").And.Contain(" does not load on ");
    }

    private static void AddLibrary(string dependencyFile, string library)
    {
        JsonNode file = JsonNode.Parse(File.ReadAllText(dependencyFile))!;
        file["libraries"]![library] = new JsonObject { ["type"] = "package", ["serviceable"] = true, ["sha512"] = "" };
        file["targets"]![".NETCoreApp,Version=v10.0"]![library] = new JsonObject();
        File.WriteAllText(dependencyFile, file.ToJsonString());
    }
}
