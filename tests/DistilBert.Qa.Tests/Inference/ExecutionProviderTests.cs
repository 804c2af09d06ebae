namespace DistilBert.Qa.Tests.Inference;

public class ExecutionProviderTests
{
    [Theory]
    [InlineData("cpu", "cpu", "Microsoft.ML.OnnxRuntime")]
    [InlineData("CUDA", "cuda:0", "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("cuda:1", "cuda:1", "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("DirectML:2", "directml:2", "Microsoft.ML.OnnxRuntime.DirectML")]
    public void Parse_KnownName_GivesTheProvider(string text, string name, string package)
    {
        ExecutionProvider provider = ExecutionProvider.Parse(text);

        (provider.Name, provider.Package).Should().Be((name, package));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cpu:0")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:x")]
    [InlineData("cuda:1:2")]
    public void Parse_UnknownName_ErrorNamesWhatIsAllowed(string text) =>
        FluentActions.Invoking(() => ExecutionProvider.Parse(text)).Should().Throw<ArgumentException>()
            .WithMessage($"'{text}' is not an execution provider. Allowed are cpu, auto, cuda and directml, the last two also with a device number, as in cuda:1. *ExecutionProvider.Named.*");
}
