namespace DistilBert.Qa.Evaluation.Tests;

public sealed class PythonNumberTests
{
    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1, "1.0")]
    [InlineData(100, "100.0")]
    [InlineData(36.36823043881075, "36.36823043881075")]
    [InlineData(2.8154691937182e-06, "2.8154691937182e-06")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(0.012, "0.012")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345678d, "1.2345678901234568e+17")]
    [InlineData(5e-324, "5e-324")]
    public void Of_Number_PrintsAsPythonDoes(double value, string expected) => PythonNumber.Of(value).Should().Be(expected);
}
