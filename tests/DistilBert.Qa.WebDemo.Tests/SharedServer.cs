namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>One server with the usual settings for all tests that only ask; DISTILBERT_QA_WEB=http://… has them ask one that runs already.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public static string? Running { get; } = Environment.GetEnvironmentVariable("DISTILBERT_QA_WEB") is { Length: > 0 } address ? address : null;

    public TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await (Running is null ? await TestServer.StartAsync() : TestServer.At(Running)).ReadyAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
