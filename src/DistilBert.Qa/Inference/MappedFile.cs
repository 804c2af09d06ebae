using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Inference;

/// <summary>A file as memory, for reading.</summary>
internal sealed unsafe partial class MappedFile : IDisposable
{
    // The same number on Linux and macOS.
    private const int DoNotNeed = 4;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private MappedFile(MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        _file = file;
        _view = view;
        Length = length;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public long Length { get; }

    /// <exception cref="IOException">The file cannot be read, or is empty.</exception>
    public static MappedFile Open(string path)
    {
        // Whoever replaces or deletes the file may: what is mapped stays.
        FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        MemoryMappedFile? file = null;
        try
        {
            long length = stream.Length > 0 ? stream.Length : throw new IOException($"'{path}' is empty.");
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new(file, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), length);
        }
        catch
        {
            file?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    public nint At(long offset) => (nint)(_start + offset);

    /// <summary>Lets the system take the memory back until it is read again. Windows does so by itself when it needs it.</summary>
    public void Discard()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Advise((nint)_start, (nuint)Length, DoNotNeed);
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
