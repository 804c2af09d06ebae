using System.Collections;

namespace DistilBert.Qa.Evaluation;

/// <summary>Questions with gold answers over contexts, read one context at a time: SQuAD v1.1 and v2.0 JSON, a plain list, or JSON lines.</summary>
/// <remarks>
/// The forms are told apart by what the file holds: <c>{"data": [{"title", "paragraphs": [{"context", "qas"}]}]}</c>, the list
/// <c>[{"context", "qas": [{"id", "question", "is_impossible", "answers": [{"text", "answer_start"}]}]}]</c>, or one such entry a line.
/// Every enumeration reads the file anew and keeps no more of it in memory than the context it is at. Offsets that do not fit
/// their context are kept as they are and marked (<see cref="SquadAnswer.IsVerbatim"/>): scoring needs none, training decides.
/// </remarks>
public sealed class SquadDataset : IEnumerable<SquadParagraph>
{
    private readonly Func<IEnumerable<SquadParagraph>> _read;

    private SquadDataset(string name, Func<IEnumerable<SquadParagraph>> read)
    {
        Name = name;
        _read = read;
    }

    /// <summary>What the data set is called in messages and reports: the file's name.</summary>
    public string Name { get; }

    /// <summary>Every question of every context, in the order of the file.</summary>
    public IEnumerable<SquadQuestion> Questions => this.SelectMany(static paragraph => paragraph.Questions);

    /// <summary>The data set in a file, which is opened by every enumeration; a malformed element throws <see cref="DatasetException"/> when it is reached.</summary>
    /// <param name="path">The file: UTF-8, with or without a byte order mark.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SquadDataset FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new FileNotFoundException($"The data set '{path}' does not exist.", path);
        }

        string name = Path.GetFileName(full);
        return new(name, () => ReadFile(full, name));
    }

    /// <summary>Contexts already in memory, or from another source.</summary>
    /// <param name="name">What to call the data set.</param>
    /// <param name="paragraphs">The contexts; enumerated more than once.</param>
    public static SquadDataset From(string name, IEnumerable<SquadParagraph> paragraphs)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(paragraphs);
        return new(name, () => paragraphs);
    }

    /// <summary>Reads a stream once, from where it stands, one context at a time; the caller closes it.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="DatasetException">An element is malformed; thrown when the enumeration reaches it.</exception>
    public static IEnumerable<SquadParagraph> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return new SquadReader(new JsonCursor(stream, name)).Read();
    }

    /// <summary>Reads all of it once and counts.</summary>
    /// <exception cref="DatasetException">An element is malformed.</exception>
    public SquadSummary Summarize()
    {
        int paragraphs = 0, questions = 0, unanswerable = 0;
        bool declared = false;
        foreach (SquadParagraph paragraph in this)
        {
            paragraphs++;
            foreach (SquadQuestion question in paragraph.Questions)
            {
                questions++;
                unanswerable += question.HasAnswer ? 0 : 1;
                declared |= question.IsImpossible is not null;
            }
        }

        return new(paragraphs, questions, unanswerable, declared || unanswerable > 0 ? SquadVersion.V2 : SquadVersion.V1);
    }

    /// <summary>Reads the contexts, one at a time.</summary>
    public IEnumerator<SquadParagraph> GetEnumerator() => _read().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<SquadParagraph> ReadFile(string path, string name)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        foreach (SquadParagraph paragraph in Read(file, name))
        {
            yield return paragraph;
        }
    }
}
