namespace DistilBert.Qa.Providers.Tests;

/// <summary>Apps with the package for NVIDIA cards, on a machine that has none.</summary>
public sealed class GpuPackageTests(GpuPackageApps apps) : IClassFixture<GpuPackageApps>
{
    [GpuPackageFact]
    public async Task Run_Processor_AnswersFromThatPackage()
    {
        ILookup<string, string> output = await apps.Gpu.RunAsync("cpu");

        (output["got"].Single(), output["answer"].Single()).Should().Be(("cpu", "Ada Lovelace"));
        output["package"].Single().Should().Be("Microsoft.ML.OnnxRuntime.Gpu " + output["version"].Single());
    }

    [GpuPackageFact]
    public async Task Run_CardWithoutItsLibraries_ErrorNamesTheOneThatIsMissing()
    {
        ILookup<string, string> output = await apps.Gpu.RunAsync("cuda:1");

        output["error"].Single().Should().Match(
            "The execution provider 'cuda:1' is in Microsoft.ML.OnnxRuntime.Gpu * but does not start: *Failed to load* The system says: * " +
            "It needs an NVIDIA card with the number 1, its driver, and the versions of CUDA and cuDNN that the package was built for. " +
            "Install what is missing, or choose the provider 'cpu'.");
        if (OperatingSystem.IsLinux())
        {
            output["error"].Single().Should().MatchRegex(@"The system says: lib\w+\.so\.\d+: cannot open shared object file: ");
        }
    }

    [GpuPackageFact]
    public async Task Run_FallbackAllowed_RunsOnTheProcessorAndPrintsNothingOfItsOwn()
    {
        foreach ((string provider, string policy) in new[] { ("cuda", "FallBack"), ("auto", "Error") })
        {
            (ILookup<string, string> output, string errors) = await apps.Gpu.RunWholeAsync(provider, policy);

            (output["got"].Single(), output["answer"].Single()).Should().Be(("cpu", "Ada Lovelace"));
            output["reason"].Single().Should().Contain("but does not start");
            errors.Should().BeEmpty();
        }
    }

    [GpuPackageFact]
    public async Task Run_BothPackages_ErrorSaysWhichToRemove()
    {
        foreach ((string provider, string remove) in new[] { ("cpu", "Microsoft.ML.OnnxRuntime.Gpu"), ("cuda", "Microsoft.ML.OnnxRuntime"), ("auto", "Microsoft.ML.OnnxRuntime") })
        {
            ILookup<string, string> output = await apps.Both.RunAsync(provider, "FallBack");

            output["error"].Single().Should().StartWith("This app has 2 native packages of ONNX Runtime, ").And.EndWith($": dotnet remove package {remove}");
        }
    }
}
