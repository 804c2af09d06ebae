using DistilBert.Qa.Pipeline;

namespace DistilBert.Qa.Tests.Pipeline;

public class ConcurrencyTests
{
    [Theory]
    [InlineData(null, null, 1, 1, 1, 1, 1)]
    [InlineData(null, null, 2, 2, 2, 1, 2)]
    [InlineData(null, null, 16, 16, 16, 1, 10)]
    [InlineData(null, null, 4, 4, 4, 1, 4)]
    [InlineData(null, 1, 16, 16, 1, 16, 1)]
    [InlineData(null, 4, 16, 16, 4, 4, 4)]
    [InlineData(null, 6, 16, 16, 6, 2, 6)]
    [InlineData(null, 40, 16, 16, 40, 1, 10)]
    [InlineData(1, null, 16, 1, 16, 1, 16)]
    [InlineData(4, null, 16, 4, 5, 4, 5)]
    [InlineData(16, null, 16, 16, 2, 16, 2)]
    [InlineData(32, null, 16, 32, 2, 32, 2)]
    [InlineData(3, 7, 16, 3, 7, 3, 7)]
    public void Choose_WhatIsAskedFor_IsObeyedAndTheRestFollowsFromTheCores(
        int? threads, int? streams, int cores, int alone, int sideBySide, int underLoad, int crowd)
    {
        Concurrency chosen = Concurrency.Choose(threads, streams, cores);

        (chosen.Threads, chosen.Streams, chosen.ThreadsUnderLoad, chosen.Crowd).Should().Be((alone, sideBySide, underLoad, crowd));
    }
}
