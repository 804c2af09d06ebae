using DistilBert.Qa.Inference;

namespace DistilBert.Qa.Tests.Inference;

public sealed class NativeHeapTests
{
    [Fact]
    public void OnThreadOfItsOwn_Result_ComesFromAnotherThreadThanThePools()
    {
        (int thread, bool pool) = NativeHeap.OnThreadOfItsOwn(static () => (Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));

        if (OperatingSystem.IsLinux())
        {
            thread.Should().NotBe(Environment.CurrentManagedThreadId);
            pool.Should().BeFalse();
        }
    }

    [Fact]
    public void OnThreadOfItsOwn_Failure_ComesOutAsItIs() =>
        FluentActions.Invoking(() => NativeHeap.OnThreadOfItsOwn<int>(static () => throw new ModelException("broken")))
            .Should().ThrowExactly<ModelException>().WithMessage("broken");

    [Fact]
    public void Trim_OnAnySystem_GoesOn() => FluentActions.Invoking(NativeHeap.Trim).Should().NotThrow();
}
