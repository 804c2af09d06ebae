using System.CommandLine;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>The options that say how questions are answered; the same for every command that answers.</summary>
internal sealed class AnswerOptionSet
{
    private static readonly AnswerOptions Defaults = new();

    private readonly WindowOptionSet _window = new();
    private readonly Option<int?> _maxQuestionTokens = NumberOption.Whole("--max-question-tokens", "Longest question in tokens; a longer one is an error. [default: what the window leaves]", 1, 8192);
    private readonly Option<int?> _topWindows = NumberOption.Whole("--top-windows", "Read only the n windows that share most with the question (BM25): faster on long texts, misses answers elsewhere. [default: all]", 1, int.MaxValue);
    private readonly Option<int> _top = NumberOption.Whole("--top", "How many answers.", 1, 1000, Defaults.Top);
    private readonly Option<int> _maxAnswerTokens = NumberOption.Whole("--max-answer-tokens", "Longest answer in tokens.", 1, 512, Defaults.MaxAnswerTokens);
    private readonly Option<bool> _noAnswer = new("--no-answer") { Description = "Let \"there is none\" take part as an answer." };
    private readonly Option<double> _minProbability = NumberOption.Fraction("--min-probability", "Leave weaker answers out.", Defaults.MinProbability);
    private readonly Option<DecodingMode> _decoding = Choice.Of<DecodingMode>("--decoding", "Joint probabilities, or the arithmetic of Hugging Face's pipeline or of its script run_qa.");
    private readonly Option<bool> _alignWords = new("--align-words")
    {
        Description = "Widen an answer to whole words. [default: true]",
        HelpName = "true|false",
        DefaultValueFactory = static _ => Defaults.AlignToWords,
    };

    public void AddTo(Command command)
    {
        command.Add(_top);
        command.Add(_noAnswer);
        command.Add(_minProbability);
        command.Add(_maxAnswerTokens);
        command.Add(_alignWords);
        command.Add(_decoding);
        _window.AddTo(command);
        command.Add(_topWindows);
        command.Add(_maxQuestionTokens);
    }

    public AnswerOptions Read(ParseResult parsed) => _window.Apply(parsed, new AnswerOptions
    {
        Top = parsed.GetValue(_top),
        MaxAnswerTokens = parsed.GetValue(_maxAnswerTokens),
        AllowNoAnswer = parsed.GetValue(_noAnswer),
        AlignToWords = parsed.GetValue(_alignWords),
        MinProbability = parsed.GetValue(_minProbability),
        Decoding = parsed.GetValue(_decoding),
        TopWindows = parsed.GetValue(_topWindows),
        MaxQuestionTokens = parsed.GetValue(_maxQuestionTokens),
    });
}
