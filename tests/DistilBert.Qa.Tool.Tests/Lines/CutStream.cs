using System.Diagnostics.CodeAnalysis;

namespace DistilBert.Qa.Tool.Tests.Lines;

/// <summary>Gives a stream in pieces of random size, as a pipe does.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Seeded tests.")]
internal sealed class CutStream(Stream whole, Random random) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => whole.Read(buffer, offset, Math.Min(count, random.Next(1, 50_000)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return whole.Read(buffer.Span[..Math.Min(buffer.Length, random.Next(1, 50_000))]);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
