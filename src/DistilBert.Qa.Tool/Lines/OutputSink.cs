using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Lines;

/// <summary>Where result lines go: a file, or standard output.</summary>
internal sealed class OutputSink : IDisposable
{
    private readonly Stream _stream;
    private readonly string? _path;

    private OutputSink(Stream stream, string? path)
    {
        _stream = stream;
        _path = path;
    }

    /// <summary>Standard output, which stays open.</summary>
    public static OutputSink Standard(Stream output) => new(output, path: null);

    /// <summary>A file; nobody else writes to it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keep">Whether to keep what it holds, to go on with.</param>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static OutputSink File(string path, bool keep)
    {
        try
        {
            // Other systems know no sharing for reading alone: there a lock keeps a second run out, and others read regardless.
            FileShare share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
            return new(new FileStream(path, keep ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, share, bufferSize: 0), path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException($"The output file '{path}' cannot be opened: {refused.Message} Name another file with -o.", refused);
        }
    }

    /// <summary>The stream, for what was written before.</summary>
    public Stream Earlier => _stream;

    /// <summary>Forgets what follows and goes on there.</summary>
    public void ContinueAt(long position)
    {
        if (_stream.Length != position)
        {
            _stream.SetLength(position);
        }

        _stream.Position = position;
    }

    /// <exception cref="ToolException">The disk is full, or nobody reads.</exception>
    public void Write(JsonLineWriter lines)
    {
        try
        {
            lines.WriteTo(_stream);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // Out of range is what .NET calls a file that has reached its limit.
            throw Failure(refused);
        }
    }

    /// <summary>Makes sure that a file is on the disk.</summary>
    /// <exception cref="ToolException">It is not.</exception>
    public void Complete()
    {
        if (_stream is not FileStream { CanSeek: true } file || _path is null)
        {
            return;
        }

        try
        {
            file.Flush(flushToDisk: true);
        }
        catch (IOException refused)
        {
            throw Failure(refused);
        }
    }

    public void Dispose()
    {
        if (_path is not null)
        {
            _stream.Dispose();
        }
    }

    private ToolException Failure(Exception refused) => _path is null
        ? new($"The results cannot be written to standard output: {FailureText.Of(refused)}", refused)
        : new($"The results cannot be written to '{_path}': {FailureText.Of(refused)}", refused);
}
