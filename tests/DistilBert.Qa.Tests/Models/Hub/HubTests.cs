using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>A hub of its own and an empty cache for each test.</summary>
public abstract class HubTests : IAsyncLifetime, IDisposable
{
    private protected TemporaryFolder Cache { get; } = new();

    private protected FakeHub Hub { get; } = new();

    private protected static HubRequest Request { get; } = new(FakeHub.Repository, "main", ModelPrecision.Fp32, IsDemanded: false, _ => { });

    private protected byte[] Weights => Hub.Files["model.safetensors"];

    private protected string Partial => Cache["models--owner--name", "blobs", FakeHub.Sha256(Weights) + ".incomplete"];

    private protected string PlacedWeights => Cache["models--owner--name", "snapshots", FakeHub.Commit, "model.safetensors"];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Hub.DisposeAsync();

    public void Dispose()
    {
        Cache.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<HubSnapshot> FetchAsync() => new HubStore(Hub.Settings(Cache.Path)).FetchAsync(Request, null, default);

    /// <summary>The message of the failure, which must not give anything secret away.</summary>
    private protected async Task<string> FailureAsync(HubTimings? timings = null)
    {
        Func<Task> fetch = () => new HubStore(Hub.Settings(Cache.Path, timings)).FetchAsync(Request, null, default);
        ModelException exception = (await fetch.Should().ThrowAsync<ModelException>()).Which;
        exception.ToString().Should().NotContain(FakeHub.Token).And.NotContain("signature=abc");
        return exception.Message;
    }
}
