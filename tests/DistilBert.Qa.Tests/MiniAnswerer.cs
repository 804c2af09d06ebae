namespace DistilBert.Qa.Tests;

/// <summary>The embedded model, loaded once for all tests that only ask.</summary>
public sealed class MiniAnswerer : IDisposable
{
    public QuestionAnswerer Answerer { get; } = QuestionAnswerer.Create();

    public void Dispose() => Answerer.Dispose();
}
