namespace DistilBert.Qa.Tool.Lines;

/// <summary>Reads a stream line by line, as bytes; a line that is too long is passed over, not kept.</summary>
/// <remarks>Blank lines are left out but counted. A line ends with LF or the end of the stream; a CR before the LF is a blank to JSON.</remarks>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private const int SmallBuffer = 64 * 1024;
    private const int LargeBuffer = 1024 * 1024;

    private byte[] _buffer = new byte[SmallBuffer];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The line, without its LF; empty if it is too long. Valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>The number of the line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The length of the line in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the line has more bytes than allowed.</summary>
    public bool IsTooLong => Length > maxBytes;

    /// <summary>Whether an LF ends the line; only the last may lack it.</summary>
    public bool IsTerminated { get; private set; }

    /// <summary>How many bytes of the stream stand before the next line.</summary>
    public long Position { get; private set; }

    /// <summary>Reads the next line that is not blank; <see langword="false"/> at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await ReadAnyAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsTooLong || Line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<bool> ReadAnyAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Length > LargeBuffer && _end - _start <= SmallBuffer)
        {
            Resize(SmallBuffer);
        }

        long skipped = 0;
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                Take(searched + length, skipped, terminated: true);
                return true;
            }

            searched = _end - _start;
            if (searched > maxBytes || skipped > 0)
            {
                skipped += searched;
                _start = _end = searched = 0;
            }

            if (_ended || !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                bool any = searched + skipped > 0;
                if (any)
                {
                    Take(searched, skipped, terminated: false);
                }

                return any;
            }
        }
    }

    private void Take(int length, long skipped, bool terminated)
    {
        Length = skipped + length;
        Line = IsTooLong ? ReadOnlyMemory<byte>.Empty : _buffer.AsMemory(_start, length);
        IsTerminated = terminated;
        _start += length + (terminated ? 1 : 0);
        Position += Length + (terminated ? 1 : 0);
        if (Number++ == 0)
        {
            Line = Bom.Skip(Line);
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_end == _buffer.Length)
        {
            // Room at the front is used before more is taken.
            Resize(_start > _buffer.Length / 2 ? _buffer.Length : (int)Math.Min(2L * _buffer.Length, Math.Max(maxBytes + 1L, _buffer.Length + 1L)));
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _ended = read == 0;
        _end += read;
        return !_ended;
    }

    private void Resize(int size)
    {
        byte[] buffer = size == _buffer.Length ? _buffer : new byte[size];
        _buffer.AsSpan(_start, _end - _start).CopyTo(buffer);
        _buffer = buffer;
        _end -= _start;
        _start = 0;
    }
}
