namespace DistilBert.Qa.Tests.Inference;

/// <summary>Weights in files of their own: beside the model, or nowhere.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private readonly OnnxModelFolder _folder = new([]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("weights.bin")]
    [InlineData("./weights.bin")]
    public async Task Create_FileBesideTheModel_Answers(string location)
    {
        Write(location, "weights.bin");

        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = _folder.Path });

        (await answerer.AnswerAsync("Who?", "Ada wrote it.")).Best.Should().NotBeNull();
    }

    [Theory]
    [InlineData("../outside.bin")]
    [InlineData("sub/../../outside.bin")]
    [InlineData("")]
    public void Create_FileOutsideTheModelsFolder_IsRefused(string location)
    {
        string model = Path.Combine(_folder.Path, "model");
        Directory.CreateDirectory(Path.Combine(model, "sub"));
        File.Copy(Path.Combine(_folder.Path, "vocab.txt"), Path.Combine(model, "vocab.txt"));
        string outside = Path.Combine(_folder.Path, "outside.bin");
        File.WriteAllBytes(outside, BitConverter.GetBytes(100f));
        File.WriteAllBytes(Path.Combine(model, "model.onnx"), OnnxFile.WithExternalData(location.Length == 0 ? outside : location));

        FluentActions.Invoking(() => QuestionAnswerer.Create(new() { Model = model })).Should().Throw<ModelException>().WithMessage("ONNX Runtime cannot load *");
    }

    // The cache that is shared with Python keeps files elsewhere and links to them.
    [Fact]
    public async Task Create_LinksAsInTheHubsCache_Answers()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string blobs = Directory.CreateDirectory(Path.Combine(_folder.Path, "blobs")).FullName;
        string snapshot = Directory.CreateDirectory(Path.Combine(_folder.Path, "snapshots", "commit")).FullName;
        File.WriteAllBytes(Path.Combine(blobs, "a1"), OnnxFile.WithExternalData("model.onnx_data"));
        File.WriteAllBytes(Path.Combine(blobs, "b2"), BitConverter.GetBytes(100f));
        File.CreateSymbolicLink(Path.Combine(snapshot, "model.onnx"), "../../blobs/a1");
        File.CreateSymbolicLink(Path.Combine(snapshot, "model.onnx_data"), "../../blobs/b2");
        File.Copy(Path.Combine(_folder.Path, "vocab.txt"), Path.Combine(snapshot, "vocab.txt"));

        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = snapshot });

        (await answerer.AnswerAsync("Who?", "Ada wrote it.")).Best.Should().NotBeNull();
    }

    private void Write(string location, string file)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "model.onnx"), OnnxFile.WithExternalData(location));
        File.WriteAllBytes(Path.Combine(_folder.Path, file), BitConverter.GetBytes(100f));
    }
}
