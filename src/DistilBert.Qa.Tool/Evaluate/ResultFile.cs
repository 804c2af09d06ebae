using DistilBert.Qa.Tool.CommandLine;

namespace DistilBert.Qa.Tool.Evaluate;

/// <summary>A file for results that come late: opened before the work, so that a wrong path is found at once, and replaced only by results.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly bool _wasThere;
    private bool _isWritten;

    private ResultFile(string path, bool wasThere)
    {
        _wasThere = wasThere;
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Opens a file; <see langword="null"/> where none is asked for.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public static ResultFile? Open(string? path, string option)
    {
        try
        {
            return path is null ? null : new ResultFile(path, File.Exists(path));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException($"The file '{path}' cannot be written: {refused.Message} Name another with {option}.", refused);
        }
    }

    /// <summary>Replaces what the file holds.</summary>
    /// <exception cref="ToolException">The disk is full.</exception>
    public void Write(Action<Stream> write)
    {
        try
        {
            _isWritten = true;
            if (_stream.CanSeek)
            {
                _stream.SetLength(0);
            }

            write(_stream);
            _stream.Flush();
        }
        catch (IOException refused)
        {
            throw new ToolException($"The file '{_stream.Name}' cannot be written: {FailureText.Of(refused)}", refused);
        }
    }

    /// <summary>Closes it; a new file to which nothing came is taken away again.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_isWritten && !_wasThere)
        {
            File.Delete(_stream.Name);
        }
    }
}
