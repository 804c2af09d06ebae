namespace DistilBert.Qa.Tests.Inference;

/// <summary>A folder with a written model and the vocabulary of the embedded one; deleted at the end.</summary>
internal sealed class OnnxModelFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("distilbert-qa-");

    public OnnxModelFolder(byte[] model)
    {
        File.WriteAllBytes(System.IO.Path.Combine(_folder.FullName, "model.onnx"), model);
        File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "distilbert-qa", "mini", "vocab.txt"), System.IO.Path.Combine(_folder.FullName, "vocab.txt"));
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
