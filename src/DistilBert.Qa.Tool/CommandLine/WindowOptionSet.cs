using System.CommandLine;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>The options that say how contexts are cut into windows.</summary>
internal sealed class WindowOptionSet
{
    private static readonly AnswerOptions Defaults = new();

    private readonly Option<int> _maxLength = NumberOption.Whole("--max-length", "Length of a window in tokens, question and special tokens included.", 8, 8192, Defaults.MaxLength);
    private readonly Option<int> _overlap = NumberOption.Whole("--overlap", "Tokens shared by neighbouring windows.", 0, 8191, Defaults.Overlap);

    public void AddTo(Command command)
    {
        command.Add(_maxLength);
        command.Add(_overlap);
    }

    public int MaxLength(ParseResult parsed) => parsed.GetValue(_maxLength);

    public int Overlap(ParseResult parsed) => parsed.GetValue(_overlap);
}
