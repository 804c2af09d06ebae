using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

public sealed class MiniModelTests
{
    [MiniModelFact]
    public void Compile_MiniInInt8_GivesTheCommittedModel()
    {
        using TemporaryFolder folder = new();

        CompiledModel model = ModelCompiler.Compile(Shared.PathOf("models/mini"), folder["mini"], new() { Precision = ModelPrecision.Int8 });

        // The vocabulary is the same in vocab.txt and tokenizer.json, so the package may carry only one of them.
        foreach (string file in (string[])["model.onnx", "vocab.txt", "config.json", "tokenizer_config.json"])
        {
            File.ReadAllBytes(Path.Combine(model.Folder, file)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(MiniModelFactAttribute.Folder!, file)))
                .Should().BeTrue("{0} must be what the compiler makes: distilbert-qa model compile ../shared/models/mini --precision int8 -o src/DistilBert.Qa.Model.Mini/model", file);
        }
    }
}
