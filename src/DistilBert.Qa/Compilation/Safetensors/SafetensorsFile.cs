using System.IO.MemoryMappedFiles;

namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>A safetensors file, mapped into memory: nothing of it is copied but what is asked for.</summary>
/// <remarks>The file must not be cut while it is open: the operating system answers reads beyond its new end with a signal.</remarks>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly Dictionary<string, SafetensorsEntry> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly long _dataStart;

    private SafetensorsFile(string path, FileStream stream)
    {
        Path = path;
        long length = stream.Length;
        if (length == 0)
        {
            throw SafetensorsHeader.Error(path, "it is empty");
        }

        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        try
        {
            _view = _map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
            _start += _view.PointerOffset;
            long header = SafetensorsHeader.Length(path, length, new ReadOnlySpan<byte>(_start, (int)Math.Min(length, sizeof(ulong))));
            _dataStart = sizeof(ulong) + header;
            Entries = SafetensorsHeader.Parse(path, length, new ReadOnlySpan<byte>(_start, (int)_dataStart), _metadata);
            foreach (SafetensorsEntry entry in Entries)
            {
                _byName.Add(entry.Name, entry);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The free texts of the header.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Maps a file and checks its header.</summary>
    /// <exception cref="ModelException">The file is not sound; the message says in what.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{path}' cannot be read: {e.Message}", e);
        }

        try
        {
            return new SafetensorsFile(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of that name, or <see langword="null"/>.</summary>
    public SafetensorsEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The bytes of a part of a tensor, in place; valid until the file is closed.</summary>
    /// <param name="entry">A tensor of this file.</param>
    /// <param name="first">The first element.</param>
    /// <param name="count">How many elements; at most 2 GB of bytes.</param>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry, long first, int count)
    {
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, entry.Elements - count);
        int size = entry.Type.Size();
        return new ReadOnlySpan<byte>(_start + _dataStart + entry.Begin + (first * size), checked(count * size));
    }

    /// <summary>Reads a part of a tensor as single-precision numbers.</summary>
    /// <param name="entry">A tensor of this file.</param>
    /// <param name="first">The first element.</param>
    /// <param name="destination">Receives as many elements as it holds.</param>
    public void Read(SafetensorsEntry entry, long first, Span<float> destination)
    {
        const int Piece = 1 << 20;
        for (int done = 0; done < destination.Length; done += Piece)
        {
            int count = Math.Min(Piece, destination.Length - done);
            SafetensorsValues.ToSingle(entry, Bytes(entry, first + done, count), destination.Slice(done, count));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_view is not null)
        {
            if (_start != null && !_view.SafeMemoryMappedViewHandle.IsClosed)
            {
                _view.SafeMemoryMappedViewHandle.ReleasePointer();
            }

            _view.Dispose();
        }

        _map?.Dispose();
    }
}
