using System.Diagnostics;

namespace DistilBert.Qa.Providers.Tests;

/// <summary>Builds the apps with the package for NVIDIA cards, where tests of them are asked for.</summary>
public sealed class GpuPackageApps : IAsyncLifetime
{
    internal ProviderApp Gpu { get; private set; } = null!;

    internal ProviderApp Both { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (GpuPackageFactAttribute.IsAskedFor)
        {
            Gpu = await BuildAsync("GpuPackage", "DistilBert.Qa.ProviderApp.Gpu");
            Both = await BuildAsync("BothPackages", "DistilBert.Qa.ProviderApp.Both");
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<ProviderApp> BuildAsync(string folder, string name)
    {
        // artifacts/bin/<this project>/<configuration>/ lies three folders below artifacts.
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        string project = Path.Combine(artifacts, "..", "tests", "ProviderApps", folder);
        using Process build = Process.Start(new ProcessStartInfo("dotnet", ["build", project, "-c", configuration, "-v", "q", "--nologo"]) { RedirectStandardOutput = true })!;
        string output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        build.ExitCode.Should().Be(0, "the build printed {0}", output);
        return new(Directory.EnumerateDirectories(Path.Combine(artifacts, "bin", name), configuration + "*").Single(), name);
    }
}
