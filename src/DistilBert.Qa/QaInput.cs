namespace DistilBert.Qa;

/// <summary>A question and the text, or texts, to find its answer in.</summary>
public sealed class QaInput
{
    /// <summary>A question over one context.</summary>
    /// <param name="question">The question; must hold more than white space.</param>
    /// <param name="context">The text that may hold the answer; may be empty.</param>
    public QaInput(string question, string context)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(context);
        Question = question;
        Contexts = [context];
    }

    /// <summary>A question over several contexts, whose answers compete with each other.</summary>
    /// <param name="question">The question; must hold more than white space.</param>
    /// <param name="contexts">The texts that may hold the answer; at least one.</param>
    public QaInput(string question, IEnumerable<string> contexts)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(contexts);
        string[] copy = [.. contexts];
        if (copy.Length == 0)
        {
            throw new ArgumentException("A question needs at least one context; the list is empty.", nameof(contexts));
        }

        int missing = Array.FindIndex(copy, static context => context is null);
        if (missing >= 0)
        {
            throw new ArgumentException($"Context {missing} is null; pass an empty string for a context without text.", nameof(contexts));
        }

        Question = question;
        Contexts = copy;
    }

    /// <summary>The question.</summary>
    public string Question { get; }

    /// <summary>The contexts, in the order <see cref="Answer.ContextIndex"/> counts them.</summary>
    public IReadOnlyList<string> Contexts { get; }

    /// <summary>How to answer this one; <see langword="null"/> takes the options of the call.</summary>
    public AnswerOptions? Options { get; init; }
}
