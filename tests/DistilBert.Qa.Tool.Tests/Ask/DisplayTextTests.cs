using DistilBert.Qa.Tool.Ask;

namespace DistilBert.Qa.Tool.Tests.Ask;

public sealed class DisplayTextTests
{
    [Fact]
    public void Clean_WhatATerminalWouldObey_IsReplaced() =>
        DisplayText.Clean("a \r\n\t b\u001B[2J\u0007\u0085c\u009B\uD83D😀").Should().Be("a b\uFFFD[2J\uFFFD c\uFFFD\uFFFD😀");
}
