namespace DistilBert.Qa.Aot.Tests;

/// <summary>What the program prints with one thread, one stream and no culture; the others are compared with it.</summary>
public sealed class PlainRun : IAsyncLifetime
{
    public static string Program
    {
        get
        {
            // artifacts/bin/<this project>/<configuration>/ has the program's folder beside <this project>.
            string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
            return Path.Combine(Path.GetDirectoryName(here)!, "..", "DistilBert.Qa.Aot", Path.GetFileName(here), "DistilBert.Qa.Aot.dll");
        }
    }

    public string Output { get; private set; } = "";

    public async Task InitializeAsync() =>
        Output = (await Surroundings.RunAsync("dotnet", [Program, "1", "1"], ("DOTNET_gcServer", "0"), ("LC_ALL", "C"))).Output;

    public Task DisposeAsync() => Task.CompletedTask;
}
