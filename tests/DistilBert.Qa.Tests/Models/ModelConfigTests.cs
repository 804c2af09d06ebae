using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tests.Models;

public sealed class ModelConfigTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"config-{Guid.NewGuid():N}.json");

    [Fact]
    public void Read_NoFile_TakesWhatIsUsual() => ModelConfig.Read(_path).Should().Be(new ModelConfig(512, null));

    [Fact]
    public void Read_GoodFile_TakesPositionsAndRows()
    {
        File.WriteAllText(_path, """{"max_position_embeddings": 128, "vocab_size": 30522, "other": [1]}""");

        ModelConfig.Read(_path).Should().Be(new ModelConfig(128, 30522));
    }

    [Theory]
    [InlineData("{", "*is not valid JSON*")]
    [InlineData("[1]", "*holds a JSON Array; an object is needed*")]
    [InlineData("""{"vocab_size": "many"}""", "'vocab_size' in * is \"many\"; a whole number from 1 to 2147483647 is needed*")]
    [InlineData("""{"max_position_embeddings": 0}""", "'max_position_embeddings' in * is 0; a whole number from 1 to 8192 is needed*")]
    [InlineData("""{"max_position_embeddings": 1e99}""", "'max_position_embeddings' in * is 1e99; *")]
    public void Read_BadFile_ErrorSaysWhatIsWrong(string json, string message)
    {
        File.WriteAllText(_path, json);

        FluentActions.Invoking(() => ModelConfig.Read(_path)).Should().Throw<ModelException>().WithMessage(message);
    }

    [Theory]
    [InlineData(30522, true)]
    [InlineData(30400, true)]
    [InlineData(30394, false)]
    [InlineData(30523, false)]
    [InlineData(5, false)]
    public void CheckVocabulary_Size_MustBelongToTheModel(int size, bool fits)
    {
        Action check = () => new ModelConfig(512, 30522).CheckVocabulary(size, "m.onnx");

        if (fits)
        {
            check.Should().NotThrow();
        }
        else
        {
            check.Should().Throw<ModelException>().WithMessage($"The vocabulary beside 'm.onnx' has {size} tokens, but the model has 30522 embedding rows*Put the model's own vocab.txt there.");
        }
    }

    public void Dispose() => File.Delete(_path);
}
