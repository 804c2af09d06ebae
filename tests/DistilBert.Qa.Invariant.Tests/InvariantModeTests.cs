namespace DistilBert.Qa.Tests;

/// <summary>Makes sure that the linked tests run where .NET itself knows no Unicode tables.</summary>
public sealed class InvariantModeTests
{
    [Fact]
    public void TestRun_IsInvariant()
    {
        AppContext.TryGetSwitch("System.Globalization.Invariant", out bool invariant).Should().BeTrue();
        invariant.Should().BeTrue();
    }
}
