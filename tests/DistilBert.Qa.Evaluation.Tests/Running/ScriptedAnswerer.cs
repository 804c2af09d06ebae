namespace DistilBert.Qa.Evaluation.Tests;

/// <summary>Gives the answers a test wrote down, and remembers how it was asked.</summary>
internal sealed class ScriptedAnswerer(Func<QaInput, AnswerOptions, IReadOnlyList<Answer>> script) : IQuestionAnswerer
{
    public List<int> BatchSizes { get; } = [];

    public List<string> Asked { get; } = [];

    public AnswerOptions? LastOptions { get; private set; }

    /// <summary>A span of the context, found by its text.</summary>
    public static Answer Span(string context, string text, double probability)
    {
        int start = context.IndexOf(text, StringComparison.Ordinal);
        return new() { Text = text, Start = start, End = start + text.Length, Probability = probability, Score = 0 };
    }

    public static Answer None(double probability) => new() { Text = "", Start = 0, End = 0, Probability = probability, Score = 0, IsNoAnswer = true };

    public Task<IReadOnlyList<QaResult>> AnswerAsync(IReadOnlyList<QaInput> inputs, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LastOptions = options ?? new();
        BatchSizes.Add(inputs.Count);
        Asked.AddRange(inputs.Select(input => input.Question));
        return Task.FromResult<IReadOnlyList<QaResult>>([.. inputs.Select(Answer)]);
    }

    // "No answer" is among the answers where it is allowed, and evidence always.
    private QaResult Answer(QaInput input)
    {
        IReadOnlyList<Answer> answers = script(input, LastOptions!);
        double none = answers.FirstOrDefault(static answer => answer.IsNoAnswer)?.Probability ?? (answers.Count == 0 ? 1 : 0);
        return new(
            [.. answers.Where(answer => LastOptions!.AllowNoAnswer || !answer.IsNoAnswer)],
            new(none, 0),
            windowCount: 2,
            tokenCount: 100,
            questionTokensLeftOut: 0);
    }

    public void Dispose()
    {
    }
}
