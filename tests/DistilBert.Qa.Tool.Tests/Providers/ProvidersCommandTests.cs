using System.Text.Json;

namespace DistilBert.Qa.Tool.Tests.Providers;

public sealed class ProvidersCommandTests
{
    [Fact]
    public async Task Providers_Json_SaysWhatWorksAndWhatBringsTheRest()
    {
        using InProcessTool tool = new();

        int status = await tool.RunAsync("providers", "--json");

        status.Should().Be(0);
        using JsonDocument report = JsonDocument.Parse(tool.Output);
        report.RootElement.GetProperty("runtime").GetString().Should().MatchRegex("^1\\.[0-9]+\\.[0-9]+");
        report.RootElement.GetProperty("cores").GetInt32().Should().Be(Environment.ProcessorCount);
        report.RootElement.GetProperty("features").EnumerateArray().Select(static feature => feature.GetString()).Should().Equal(ProviderSurvey.Take().CpuFeatures);
        JsonElement providers = report.RootElement.GetProperty("providers");
        providers.EnumerateArray().Select(static provider => provider.GetProperty("name").GetString()).Should().Equal("cpu", "cuda:0", "directml:0");
        providers[0].GetProperty("works").GetBoolean().Should().BeTrue();
        providers[1].GetProperty("works").GetBoolean().Should().BeFalse();
        providers[1].GetProperty("missing").GetString().Should().Contain("'cuda:0' is not in this app's ONNX Runtime");
        providers[1].GetProperty("advice").GetString().Should().Contain("Microsoft.ML.OnnxRuntime.Gpu");
    }

    [Fact]
    public async Task Providers_Text_ReadsTheSame()
    {
        using InProcessTool tool = new();

        await tool.RunAsync("providers");

        tool.Output.Should().MatchRegex("cpu +works\n").And.MatchRegex("cuda:0 +missing\n");
    }
}
