namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>A part of a document between two marks, which is written by a program.</summary>
/// <param name="Name">Between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- /NAME --&gt;</c>.</param>
internal sealed record MarkedSection(string Name)
{
    private string Begin => $"<!-- {Name} -->\n";

    private string End => $"<!-- /{Name} -->";

    /// <summary>Whether a document has it.</summary>
    public bool IsIn(string document) => document.Contains(Begin, StringComparison.Ordinal) && document.Contains(End, StringComparison.Ordinal);

    /// <summary>What stands between the marks.</summary>
    public string Read(string document) => document[Start(document)..document.IndexOf(End, StringComparison.Ordinal)];

    /// <summary>The document with something else between them.</summary>
    public string Replace(string document, string content) =>
        string.Concat(document.AsSpan(0, Start(document)), content, document.AsSpan(document.IndexOf(End, StringComparison.Ordinal)));

    private int Start(string document) => document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
}
