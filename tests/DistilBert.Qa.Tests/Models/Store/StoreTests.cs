using DistilBert.Qa.Tests.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Store;

/// <summary>A store with a hub, a compiler and empty folders of its own for each test.</summary>
public abstract class StoreTests : IAsyncLifetime, IDisposable
{
    protected StoreTests() => Options = new ModelStoreOptions
    {
        CacheFolder = Folder["cache"],
        HubCacheFolder = Folder["hub"],
        Endpoint = Hub.Endpoint,
        Token = FakeHub.Token,
        Offline = false,
    };

    private protected TemporaryFolder Folder { get; } = new();

    private protected FakeHub Hub { get; } = new();

    private protected FakeCompiler Compiler { get; } = new();

    private protected ModelStoreOptions Options { get; }

    private protected ModelStore Store => new(Compiler, Options, _ => null, Folder["app"], FakeHub.Hurried);

    private protected static ModelReference HubModel { get; } = ModelReference.Hub(FakeHub.Repository);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Hub.DisposeAsync();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static async Task<string> FailureAsync(Func<Task> action) => (await action.Should().ThrowAsync<ModelException>()).Which.Message;

    private protected void WriteSide(string folder)
    {
        Folder.Write(folder + "/config.json", """{"model_type": "distilbert"}""");
        Folder.Write(folder + "/vocab.txt", "[PAD]\n[UNK]\n");
    }

    private protected void WriteCheckpoint(string folder)
    {
        WriteSide(folder);
        Folder.Write(folder + "/model.safetensors", "weights");
    }
}
