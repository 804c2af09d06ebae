using DistilBert.Qa.Training.Results;

namespace DistilBert.Qa.Training.Tests.Results;

public sealed class StartModelTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("training-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Of_FolderOfTheHubsCache_GivesItsIdAndLicence()
    {
        string folder = Folder("models--some-owner--a--model", "snapshots", "0123abcd");
        File.WriteAllText(Path.Combine(folder, "README.md"), "---\nlicense: other\nlicense_name: fair-use\nlicense_link: https://example.org/licence\nlanguage: en\n---\n# A\n");

        StartModel start = StartModel.Of(folder + Path.DirectorySeparatorChar);

        start.Name.Should().Be("some-owner/a--model");
        start.IsOnHub.Should().BeTrue();
        start.Licence.Select(static field => $"{field.Key}: {field.Value}").Should().Equal("license: other", "license_name: fair-use", "license_link: https://example.org/licence");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("# No head\nlicense: mit\n")]
    public void Of_OtherFolder_GivesItsNameAndNoLicence(string? card)
    {
        string folder = Folder("my-start");
        if (card is not null)
        {
            File.WriteAllText(Path.Combine(folder, "README.md"), card);
        }

        StartModel start = StartModel.Of(folder);

        start.Name.Should().Be("my-start");
        start.IsOnHub.Should().BeFalse();
        start.Licence.Should().BeEmpty();
    }

    private string Folder(params string[] parts) => Directory.CreateDirectory(Path.Combine([_root, .. parts])).FullName;
}
