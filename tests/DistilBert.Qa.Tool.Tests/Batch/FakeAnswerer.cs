namespace DistilBert.Qa.Tool.Tests.Batch;

/// <summary>Answers every question with its own text, when it is told to.</summary>
internal sealed class FakeAnswerer(Func<IReadOnlyList<QaInput>, CancellationToken, Task>? before = null) : IQuestionAnswerer
{
    private readonly object _lock = new();
    private readonly List<int> _calls = [];

    /// <summary>How many inputs each call had.</summary>
    public IReadOnlyList<int> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    public async Task<IReadOnlyList<QaResult>> AnswerAsync(IReadOnlyList<QaInput> inputs, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _calls.Add(inputs.Count);
        }

        for (int index = 0; index < inputs.Count; index++)
        {
            if (inputs[index].Question == "bad")
            {
                throw new ArgumentException($"The question of input {index} is bad.", nameof(inputs));
            }
        }

        await (before?.Invoke(inputs, cancellationToken) ?? Task.CompletedTask);
        return [.. inputs.Select(static input => new QaResult(
            [new Answer { Text = input.Question, Start = 0, End = 1, Probability = 1, Score = 1 }], noAnswer: default, windowCount: 1, tokenCount: 1, questionTokensLeftOut: 0))];
    }

    public void Dispose()
    {
    }
}
