namespace WebDemo.Texts;

/// <summary>The text of a file.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Text">Its text.</param>
internal sealed record TextResponse(string Name, string Text);
