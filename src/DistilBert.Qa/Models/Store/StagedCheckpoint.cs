namespace DistilBert.Qa.Models;

/// <summary>A checkpoint under the names that a compiler looks for: its own folder, or a temporary one of links.</summary>
internal sealed class StagedCheckpoint : IDisposable
{
    private readonly bool _isTemporary;

    private StagedCheckpoint(string folder, bool isTemporary)
    {
        Folder = folder;
        _isTemporary = isTemporary;
    }

    /// <summary>The folder to compile.</summary>
    public string Folder { get; }

    /// <summary>Makes the folder at <paramref name="temporary"/> if the checkpoint's weights have a name of their own.</summary>
    public static StagedCheckpoint Of(CheckpointFolder checkpoint, string temporary)
    {
        if (checkpoint.IsStandard)
        {
            return new StagedCheckpoint(checkpoint.Folder, isTemporary: false);
        }

        var staged = new StagedCheckpoint(temporary, isTemporary: true);
        Directory.CreateDirectory(temporary);
        Bring(checkpoint.Weights[0], Path.Combine(temporary, ModelFiles.Weights));
        foreach (string path in checkpoint.Side)
        {
            Bring(path, Path.Combine(temporary, Path.GetFileName(path)));
        }

        return staged;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static void Bring(string path, string name)
    {
        if (!SymbolicLinks.TryCreate(name, Path.GetFullPath(path)))
        {
            File.Copy(path, name);
        }
    }
}
