using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa;

/// <summary>Names a model: <c>mini</c>, a folder, a file <c>*.onnx</c> or <c>*.safetensors</c> inside one, or a hub id <c>owner/name[@revision]</c>.</summary>
/// <remarks>
/// A folder or file that exists wins over a hub id of the same spelling; add <c>@main</c> to mean the hub.
/// <c>mini</c> always means the packaged model; write <c>./mini</c> for a folder of that name.
/// </remarks>
public sealed class ModelReference
{
    private const string Forms = "A model is \"mini\", a folder, a file *.onnx or *.safetensors inside a model folder, or a hub id owner/name[@revision].";

    private ModelReference(ModelReferenceKind kind, string text, string? path = null, string? repository = null, string? revision = null)
    {
        Kind = kind;
        Text = text;
        Path = path;
        Repository = repository;
        Revision = revision;
    }

    /// <summary>The small model of the package DistilBert.Qa.Model.Mini.</summary>
    public static ModelReference Mini { get; } = new(ModelReferenceKind.Mini, "mini");

    /// <summary>What is named.</summary>
    public ModelReferenceKind Kind { get; }

    /// <summary>The absolute path of the folder or file, else <see langword="null"/>.</summary>
    public string? Path { get; }

    /// <summary>The hub repository as <c>owner/name</c>, else <see langword="null"/>.</summary>
    public string? Repository { get; }

    /// <summary>The branch, tag or commit of the hub repository (<c>main</c> when none was written), else <see langword="null"/>.</summary>
    public string? Revision { get; }

    private string Text { get; }

    /// <summary>Reads what a user wrote; looks at the file system, never at the network.</summary>
    /// <exception cref="ArgumentException">The text has none of the four forms; the message says which is nearest and why it does not fit.</exception>
    public static ModelReference Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        string trimmed = text.Trim();
        if (trimmed.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The model's name holds a NUL character. {Forms}", nameof(text));
        }

        if (trimmed.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException($"\"{trimmed}\" is an address; of https://huggingface.co/owner/name write owner/name. {Forms}", nameof(text));
        }

        if (trimmed == "mini")
        {
            return Mini;
        }

        if (Directory.Exists(trimmed))
        {
            return new ModelReference(ModelReferenceKind.Folder, trimmed, path: System.IO.Path.GetFullPath(trimmed));
        }

        if (IsModelFile(trimmed))
        {
            return new ModelReference(ModelReferenceKind.File, trimmed, path: System.IO.Path.GetFullPath(trimmed));
        }

        if (File.Exists(trimmed))
        {
            throw new ArgumentException($"\"{trimmed}\" is a file, but neither *.onnx nor *.safetensors; name the folder it lies in. {Forms}", nameof(text));
        }

        return LooksLikePath(trimmed)
            ? new ModelReference(ModelReferenceKind.Folder, trimmed, path: System.IO.Path.GetFullPath(trimmed))
            : ParseHub(trimmed, nameof(text));
    }

    /// <summary>A revision of a hub repository.</summary>
    /// <exception cref="ArgumentException">The repository is not <c>owner/name</c>, or the revision is no branch, tag or commit.</exception>
    public static ModelReference Hub(string repository, string revision = "main")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(repository);
        ArgumentException.ThrowIfNullOrWhiteSpace(revision);
        return ParseHub($"{repository}@{revision}", nameof(repository));
    }

    /// <summary>The reference as it was written.</summary>
    public override string ToString() => Text;

    private static ModelReference ParseHub(string text, string parameter)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string repository = at < 0 ? text : text[..at];
        string revision = at < 0 ? "main" : text[(at + 1)..];
        if (!HubNames.IsRepository(repository))
        {
            throw new ArgumentException($"\"{text}\" is no folder here and no hub id: an owner and a name of letters, digits, '-', '_' and '.' with one '/' between. {Forms}", parameter);
        }

        if (!HubNames.IsRevision(revision))
        {
            throw new ArgumentException($"\"{revision}\" in \"{text}\" is no revision: after '@' stands a branch, a tag or a commit of the repository.", parameter);
        }

        return new ModelReference(ModelReferenceKind.Hub, text, repository: repository, revision: revision);
    }

    private static bool IsModelFile(string text) =>
        text.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    private static bool LooksLikePath(string text) =>
        text[0] is '.' or '/' or '~' || text.Contains('\\', StringComparison.Ordinal) || System.IO.Path.IsPathRooted(text)
        || text.AsSpan(0, text.IndexOf('@', StringComparison.Ordinal) is int at and >= 0 ? at : text.Length).Count('/') > 1;
}
