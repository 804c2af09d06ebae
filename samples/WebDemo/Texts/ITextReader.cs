namespace WebDemo.Texts;

/// <summary>Takes the text out of one kind of file.</summary>
internal interface ITextReader
{
    /// <summary>The endings of such files, with the dot, in lower case.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <exception cref="InvalidDataException">The file is damaged or not of this kind.</exception>
    string Read(Stream file, CancellationToken cancellationToken);
}
