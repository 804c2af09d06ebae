using System.Text;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tests.Issues;

/// <summary>Found by mutation: .NET compares a name of JSON that holds half of a surrogate pair with no other, it throws an exception that is not about JSON.</summary>
public sealed class HalfASurrogatePairInAFieldsNameTests
{
    [Fact]
    public void Parse_ModelConfig_RefusesWithOurError() =>
        Refusing("max_position_embeddings", static json => ModelConfig.Parse(json, "config.json")).WithMessage("'config.json' is not valid JSON: * Fetch the model again.");

    [Fact]
    public void Parse_Calibration_RefusesWithOurError() =>
        Refusing("temperature", static json => ModelCalibration.Parse(json, "calibration.json")).WithMessage("'calibration.json' is not valid JSON: *");

    [Fact]
    public void Parse_CheckpointConfig_RefusesWithOurError() =>
        Refusing("model_type", static json => CheckpointConfigReader.Parse(json, "config.json")).WithMessage("'config.json' is not valid JSON: *");

    private static FluentAssertions.Specialized.ExceptionAssertions<ModelException> Refusing(string name, Action<ReadOnlyMemory<byte>> parse)
    {
        byte[] json = Encoding.UTF8.GetBytes($"{{\"\\ud800{name}\": 5}}");
        return FluentActions.Invoking(() => parse(json)).Should().Throw<ModelException>();
    }
}
