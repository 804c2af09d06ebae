using System.CommandLine;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>The options that say how contexts are cut into windows.</summary>
internal sealed class WindowOptionSet
{
    private readonly Option<int?> _maxLength = NumberOption.Whole(
        "--max-length", "Length of a window in tokens, question and special tokens included. [default: 384, or what the model takes]", 8, 8192);

    private readonly Option<int?> _overlap = NumberOption.Whole(
        "--overlap", "Tokens shared by neighbouring windows. [default: 128, or half of a shorter window]", 0, 8191);

    public void AddTo(Command command)
    {
        command.Add(_maxLength);
        command.Add(_overlap);
    }

    /// <summary>The length that was given, or else another.</summary>
    public int MaxLength(ParseResult parsed, int otherwise) => parsed.GetValue(_maxLength) ?? otherwise;

    /// <summary>The overlap that was given, or else another.</summary>
    public int Overlap(ParseResult parsed, int otherwise) => parsed.GetValue(_overlap) ?? otherwise;

    /// <summary>Sets what was given; the rest stays at its default, which depends on the model.</summary>
    public AnswerOptions Apply(ParseResult parsed, AnswerOptions options)
    {
        if (parsed.GetValue(_maxLength) is { } length)
        {
            options.MaxLength = length;
        }

        if (parsed.GetValue(_overlap) is { } overlap)
        {
            options.Overlap = overlap;
        }

        return options;
    }
}
