using DistilBert.Qa.Benchmarks.Peers;

namespace DistilBert.Qa.Tests.Benchmarks;

/// <summary>A peer that answers wrongly would be no peer.</summary>
public sealed class TutorialAnswererTests
{
    [SharedTheory("models/mini-stock")]
    [InlineData("When was the bridge opened?", "1932")]
    [InlineData("Who opened the bridge?", "mayor")]
    public void Answer_ShortText_IsRight(string question, string expected)
    {
        using TutorialAnswerer peer = new(Shared.PathOf("models/mini-stock/vocab.txt"), Shared.PathOf("models/mini-stock/model.onnx"));

        peer.Answer(question, "The bridge over the river was opened in 1932 by the mayor of the town, who drove the first car across it.").Should().Contain(expected);
    }

    [SharedFact("models/mini-stock")]
    public void Answer_TextLongerThanAWindow_IsCutAndAnswered()
    {
        using TutorialAnswerer peer = new(Shared.PathOf("models/mini-stock/vocab.txt"), Shared.PathOf("models/mini-stock/model.onnx"));

        string context = "The bridge was opened in 1932. " + string.Concat(Enumerable.Repeat("Nothing else is known about it. ", 400));

        peer.Answer("When was the bridge opened?", context).Should().Contain("1932");
    }
}
