namespace DistilBert.Qa.Tests.Models.Store;

public sealed class ModelReferenceTests : IDisposable
{
    private const string Forms = "A model is \"mini\", a folder, a file *.onnx or *.safetensors inside a model folder, or a hub id owner/name[@revision]. (Parameter 'text')";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mini")]
    [InlineData("  mini ")]
    public void Parse_Mini_IsThePackagedModel(string text)
    {
        ModelReference.Parse(text).Should().BeSameAs(ModelReference.Mini);
        ModelReference.Mini.Kind.Should().Be(ModelReferenceKind.Mini);
        ModelReference.Mini.ToString().Should().Be("mini");
    }

    [Theory]
    [InlineData("distilbert/distilbert-base-uncased-distilled-squad", "distilbert/distilbert-base-uncased-distilled-squad", "main")]
    [InlineData("owner/name@v1.0", "owner/name", "v1.0")]
    [InlineData("owner/name@refs/pr/3", "owner/name", "refs/pr/3")]
    [InlineData("o/n_1.2-x@1111111111111111111111111111111111111111", "o/n_1.2-x", "1111111111111111111111111111111111111111")]
    public void Parse_HubId_HasRepositoryAndRevision(string text, string repository, string revision)
    {
        ModelReference reference = ModelReference.Parse(text);

        reference.Kind.Should().Be(ModelReferenceKind.Hub);
        reference.Repository.Should().Be(repository);
        reference.Revision.Should().Be(revision);
        reference.Path.Should().BeNull();
        reference.ToString().Should().Be(text);
    }

    [Fact]
    public void Parse_ExistingFolder_WinsOverAHubIdOfTheSameSpelling()
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder["owner", "name"]);
        Directory.CreateDirectory(_folder["owner", "name"]);

        ModelReference reference = ModelReference.Parse(relative);

        reference.Kind.Should().Be(ModelReferenceKind.Folder);
        reference.Path.Should().Be(_folder["owner", "name"]);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model.safetensors")]
    [InlineData("after-20-steps.SAFETENSORS")]
    public void Parse_ModelFile_IsAFileThereOrNot(string name)
    {
        ModelReference reference = ModelReference.Parse(_folder[name]);

        reference.Kind.Should().Be(ModelReferenceKind.File);
        reference.Path.Should().Be(_folder[name]);
    }

    [Theory]
    [InlineData("./nowhere")]
    [InlineData("../nowhere/model")]
    [InlineData("/nowhere")]
    [InlineData("models/of/mine")]
    public void Parse_PathThatIsNotThere_IsAFolder(string text) => ModelReference.Parse(text).Kind.Should().Be(ModelReferenceKind.Folder);

    [Theory]
    [InlineData("distilbert-base-uncased")]
    [InlineData("owner/")]
    [InlineData("own er/name")]
    [InlineData("owner/na--me")]
    [InlineData("owner/name.git")]
    [InlineData("-owner/name")]
    [InlineData("owner/.name")]
    [InlineData("öwner/name")]
    public void Parse_NoneOfTheForms_SaysWhichThereAre(string text)
    {
        Action parse = () => ModelReference.Parse(text);

        parse.Should().Throw<ArgumentException>().WithMessage($"\"{text}\" is no folder here and no hub id: an owner and a name of letters, digits, '-', '_' and '.' with one '/' between. {Forms}");
    }

    [Fact]
    public void Parse_Address_SaysWhatToWrite()
    {
        Action parse = () => ModelReference.Parse("https://huggingface.co/owner/name");

        parse.Should().Throw<ArgumentException>().WithMessage($"\"https://huggingface.co/owner/name\" is an address; of https://huggingface.co/owner/name write owner/name. {Forms}");
    }

    [Theory]
    [InlineData("owner/name@")]
    [InlineData("owner/name@a..b")]
    [InlineData("owner/name@../../evil")]
    [InlineData("owner/name@/main")]
    [InlineData("owner/name@a//b")]
    [InlineData("owner/name@a b")]
    [InlineData("owner/name@x.lock")]
    [InlineData("owner/name@a:b")]
    public void Parse_BadRevision_SaysWhatStandsThere(string text)
    {
        Action parse = () => ModelReference.Parse(text);

        parse.Should().Throw<ArgumentException>().WithMessage($"\"{text["owner/name@".Length..]}\" in \"{text}\" is no revision: after '@' stands a branch, a tag or a commit of the repository. (Parameter 'text')");
    }

    [Fact]
    public void Parse_OtherFile_SaysToNameTheFolder()
    {
        string path = _folder.Write("pytorch_model.bin", "x");

        Action parse = () => ModelReference.Parse(path);

        parse.Should().Throw<ArgumentException>().WithMessage($"\"{path}\" is a file, but neither *.onnx nor *.safetensors; name the folder it lies in. {Forms}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public void Parse_Nothing_IsAnArgumentError(string? text)
    {
        Action parse = () => ModelReference.Parse(text!);

        parse.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Hub_RepositoryAndRevision_IsAHubReferenceWhateverFoldersThereAre()
    {
        ModelReference reference = ModelReference.Hub("owner/name", "v2");

        reference.Kind.Should().Be(ModelReferenceKind.Hub);
        reference.ToString().Should().Be("owner/name@v2");
        Action bad = () => ModelReference.Hub("name");
        bad.Should().Throw<ArgumentException>().WithMessage("\"name@main\" is no folder here and no hub id*");
    }

    [Fact]
    public void Parse_AnyText_GivesAReferenceOrAnArgumentError()
    {
        var random = new Random(7);
        const string Alphabet = "ab1./\\@:-_~ \t\0\u00e9\ud83d\ude00*?\"<>|%";
        for (int i = 0; i < 20_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            try
            {
                ModelReference.Parse(text).ToString().Should().NotBeEmpty();
            }
            catch (ArgumentException)
            {
            }
        }
    }
}
