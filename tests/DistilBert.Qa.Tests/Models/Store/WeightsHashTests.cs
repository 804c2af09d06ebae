using DistilBert.Qa.Models;
using DistilBert.Qa.Tests.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Store;

public sealed class WeightsHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private WeightsHash Hash => new(_folder["memory"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GetAsync_UnchangedFile_IsRemembered()
    {
        string path = WriteOld("weights", "abc");
        await Hash.GetAsync(path, default);
        DateTime modified = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, "xyz");
        File.SetLastWriteTimeUtc(path, modified);

        // The one case that size and time cannot show: it proves that the file was not read.
        (await Hash.GetAsync(path, default)).Should().Be(FakeHub.Sha256("abc"u8.ToArray()));
    }

    [Theory]
    [InlineData("abcd", 0)]
    [InlineData("xyz", 1)]
    public async Task GetAsync_SizeOrTimeChanged_ReadsAgain(string content, int hours)
    {
        string path = WriteOld("weights", "abc");
        await Hash.GetAsync(path, default);
        DateTime modified = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, modified.AddHours(hours));

        (await Hash.GetAsync(path, default)).Should().Be(FakeHub.Sha256(System.Text.Encoding.UTF8.GetBytes(content)));
    }

    [Fact]
    public async Task GetAsync_ChangedJustNow_IsNotTrustedToStay()
    {
        string path = _folder.Write("weights", "abc");
        DateTime modified = File.GetLastWriteTimeUtc(path);
        await Hash.GetAsync(path, default);
        File.WriteAllText(path, "xyz");
        File.SetLastWriteTimeUtc(path, modified);

        (await Hash.GetAsync(path, default)).Should().Be(FakeHub.Sha256("xyz"u8.ToArray()));
    }

    [Fact]
    public async Task GetAsync_DamagedNote_ReadsAgain()
    {
        string path = WriteOld("weights", "abc");
        await Hash.GetAsync(path, default);
        string note = Directory.EnumerateFiles(_folder["memory"]).Single();
        byte[] original = File.ReadAllBytes(note);
        var random = new Random(3);
        for (int i = 0; i < 100; i++)
        {
            File.WriteAllBytes(note, Mutation.Of(original, random));
            (await Hash.GetAsync(path, default)).Should().HaveLength(64);
        }

        File.WriteAllText(note, "{}");
        (await Hash.GetAsync(path, default)).Should().Be(FakeHub.Sha256("abc"u8.ToArray()));
    }

    [Fact]
    public async Task GetAsync_BlobOfTheHubCache_IsNamedByItsHash()
    {
        string name = new('a', 64);
        _folder.Write("blobs/" + name, "anything");
        File.CreateSymbolicLink(_folder["model.safetensors"], _folder["blobs", name]);

        (await Hash.GetAsync(_folder["model.safetensors"], default)).Should().Be(name);
    }

    private string WriteOld(string name, string content)
    {
        string path = _folder.Write(name, content);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        return path;
    }
}
