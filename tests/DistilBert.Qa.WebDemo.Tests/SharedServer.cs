namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>One server with the usual settings for all tests that only ask.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await (await TestServer.StartAsync()).ReadyAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
