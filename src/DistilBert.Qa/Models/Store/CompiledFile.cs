namespace DistilBert.Qa.Models;

/// <summary>A file of a compiled model as it was written.</summary>
/// <param name="Name">The plain name.</param>
/// <param name="Size">The length in bytes.</param>
/// <param name="Modified">The time of the last change, in ticks of UTC.</param>
/// <param name="Sha256">The content's hash.</param>
internal sealed record CompiledFile(string Name, long Size, long Modified, string Sha256)
{
    /// <summary>Describes a file that was just written.</summary>
    public static async Task<CompiledFile> OfAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        return new CompiledFile(file.Name, file.Length, file.LastWriteTimeUtc.Ticks, await ContentHash.Sha256Async(path, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether the file in that folder is still this one; its content is read only if its time of change is another, or always when asked.</summary>
    public async Task<bool> IsIntactAsync(string folder, bool readContent, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(folder, Name));
        if (!file.Exists || file.Length != Size)
        {
            return false;
        }

        return (!readContent && file.LastWriteTimeUtc.Ticks == Modified)
            || await ContentHash.Sha256Async(file.FullName, cancellationToken).ConfigureAwait(false) == Sha256;
    }
}
