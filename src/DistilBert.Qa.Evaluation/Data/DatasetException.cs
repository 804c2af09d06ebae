namespace DistilBert.Qa.Evaluation;

/// <summary>A file of questions, answers or probabilities is not what it should be; the message says where, what was found and what is needed.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>A file that cannot be used.</summary>
    public DatasetException()
        : base("The data set cannot be used.")
    {
    }

    /// <summary>A file that cannot be used, and why.</summary>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>A file that cannot be used, why, and the error underneath.</summary>
    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal DatasetException(string source, long line, string path, string problem, Exception? innerException = null)
        : base(Describe(source, line, path, problem), innerException)
    {
        Line = line;
        Path = path;
    }

    /// <summary>The element that is wrong, such as <c>data[3].paragraphs[0].qas[7].id</c>; empty for the file as a whole.</summary>
    public string Path { get; } = "";

    /// <summary>The line it stands in, from 1; 0 where it is unknown.</summary>
    public long Line { get; }

    private static string Describe(string source, long line, string path, string problem) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{source}, line {line}: {path}{(path.Length == 0 ? "" : ": ")}{problem}");
}
