using DistilBert.Qa.Tool.Models;

namespace DistilBert.Qa.Tool.Tests.Models;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(23_472_994, "23.5 MB")]
    [InlineData(999_960, "1 MB")]
    [InlineData(265_470_032_000, "265.5 GB")]
    [InlineData(long.MaxValue, "9223372 TB")]
    public void Of_Bytes_ReadsAsPeopleSayIt(long bytes, string text) => ByteSize.Of(bytes).Should().Be(text);

    [Theory]
    [InlineData(998_018, "998018")]
    [InlineData(22_565_378, "22.6 M")]
    public void Parameters_Count_IsInMillions(long count, string text) => ByteSize.Parameters(count).Should().Be(text);
}
