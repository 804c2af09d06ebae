using DistilBert.Qa.Compilation;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Tests.Compilation;

namespace DistilBert.Qa.Tests.Inference;

public sealed class GraphMetadataTests
{
    [Theory]
    [InlineData(ModelPrecision.Int8)]
    [InlineData(ModelPrecision.Fp32)]
    public void Find_CompiledModel_SaysThatNoSumSaturates(ModelPrecision precision)
    {
        using TemporaryFolder folder = new();
        string graph = Compile(folder, precision);

        GraphMetadata.Find(graph, GraphMetadata.SaturationFree).Should().Be("true");
        GraphMetadata.Find(graph, "distilbert_qa.precision").Should().BeEquivalentTo(precision.ToString());
        GraphMetadata.Find(graph, "distilbert_qa").Should().BeNull();
    }

    [Fact]
    public void Find_AnyOtherFile_HasNothing()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["files"]);
        GraphMetadata.Find(folder["files/missing.onnx"], GraphMetadata.SaturationFree).Should().BeNull();
        GraphMetadata.Find(folder["files"], GraphMetadata.SaturationFree).Should().BeNull("it is a folder");

        string path = folder["files/model.onnx"];
        File.WriteAllBytes(path, OnnxFile.TokenWise(attentionMask: false));
        GraphMetadata.Find(path, GraphMetadata.SaturationFree).Should().BeNull("others' graphs do not say it");

        Random random = new(11);
        for (int round = 0; round < 500; round++)
        {
            byte[] noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            File.WriteAllBytes(path, noise);
            GraphMetadata.Find(path, GraphMetadata.SaturationFree).Should().BeNull("{0}", Convert.ToHexString(noise));
        }
    }

    [Fact]
    public void Find_ModelCutOff_HasWhatIsThereWhole()
    {
        using TemporaryFolder folder = new();
        string graph = Compile(folder, ModelPrecision.Int8);
        byte[] whole = File.ReadAllBytes(graph);
        int found = 0;
        for (int length = whole.Length - 400; length < whole.Length; length++)
        {
            File.WriteAllBytes(graph, whole[..length]);
            found += GraphMetadata.Find(graph, GraphMetadata.SaturationFree) == "true" ? 1 : 0;
        }

        found.Should().BeInRange(1, 399);
    }

    private static string Compile(TemporaryFolder folder, ModelPrecision precision) =>
        ModelCompiler.Compile(new RandomCheckpoint(21).Fill().WriteTo(folder["source"]), folder["compiled"], new() { Precision = precision }).ModelPath;
}
