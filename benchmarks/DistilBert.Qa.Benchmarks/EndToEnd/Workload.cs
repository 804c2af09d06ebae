using DistilBert.Qa.Benchmarks.Comparing;
using DistilBert.Qa.Benchmarks.Tokenization;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.EndToEnd;

/// <summary>Who asks what, as a parameter that knows its work.</summary>
public sealed class Workload : IMeasuredWork
{
    private readonly Lazy<IReadOnlyList<QaInput>> _inputs;
    private readonly Lazy<long> _tokens;
    private readonly string _name;
    private readonly int _callers;

    private Workload(string name, int callers, Func<IReadOnlyList<QaInput>> inputs)
    {
        _name = name;
        _callers = callers;
        _inputs = new(inputs);
        _tokens = new(() => Windows(Vocabularies.Ours).Sum(static window => (long)window.Length));
    }

    public static IEnumerable<Workload> All { get; } =
    [
        new("one question", 1, static () => DevQuestions.Take(1)),
        new("a batch of 64", 0, static () => DevQuestions.Take(64)),
        new("eight callers, 64 questions", 8, static () => DevQuestions.Take(64)),
        new("one long document", 1, static () => [new QaInput(DevQuestions.Take(1)[0].Question, string.Join('\n', Corpora.All.First().Texts.Take(40)))]),
        new("one question, 40 contexts", 1, static () => [new QaInput(DevQuestions.Take(1)[0].Question, Corpora.All.First().Texts.Take(40))]),
    ];

    public IReadOnlyList<QaInput> Inputs => _inputs.Value;

    /// <summary>All windows as token ids.</summary>
    public IEnumerable<int[]> Windows(WordPieceTokenizer tokenizer) =>
        Inputs.SelectMany(input => input.Contexts.SelectMany(context => WindowIds.Of(tokenizer, input.Question, context)));

    /// <summary>Asks everything: in one call, or shared out among callers who each ask one question at a time.</summary>
    public Task AskAsync(IQuestionAnswerer answerer)
    {
        if (_callers == 0)
        {
            return answerer.AnswerAsync(Inputs);
        }

        int next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(_callers, Inputs.Count)).Select(_ => Task.Run(async () =>
        {
            for (int index = Interlocked.Increment(ref next); index < Inputs.Count; index = Interlocked.Increment(ref next))
            {
                await answerer.AnswerAsync(Inputs[index]);
            }
        })));
    }

    double IMeasuredWork.WorkIn(string unit) => unit switch
    {
        "questions" => Inputs.Count,
        "tokens" => _tokens.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Known units are \"questions\" and \"tokens\"."),
    };

    public override string ToString() => _name;
}
