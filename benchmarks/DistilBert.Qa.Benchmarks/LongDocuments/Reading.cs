using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Benchmarks.LongDocuments;

/// <summary>One way of reading an article for a question.</summary>
/// <param name="TopWindows">How many windows are read; <see langword="null"/> for all.</param>
/// <param name="Overlap">How many tokens neighbours share; by sentence, at most.</param>
/// <param name="BySentence">Whether parts begin and end with a sentence.</param>
internal sealed record Reading(int? TopWindows, int Overlap, bool BySentence = false)
{
    public AnswerOptions Options { get; } = new() { TopWindows = TopWindows, Overlap = BySentence ? 0 : Overlap };

    /// <summary>What is asked: the whole article, or all of its parts, whose answers compete with each other.</summary>
    public QaInput InputOf(Article article, string question, int questionTokens) => BySentence
        ? new(question, Parts(article, questionTokens).Select(part => article.Text[article.Tokens.Tokens[part.Begin].Start..article.Tokens.Tokens[part.End - 1].End]))
        : new(question, article.Text);

    /// <summary>The tokens that each window reads.</summary>
    public IEnumerable<(int Begin, int End)> WindowsOf(Article article, ReadOnlySpan<Token> question)
    {
        if (BySentence)
        {
            return Parts(article, question.Length);
        }

        WindowPlan[] plan = [WindowPlan.Create(question.Length, article.Tokens.Count, Options.MaxLength, Options.Overlap)];
        if (TopWindows is { } wanted)
        {
            WindowRanking.KeepBest(question, [article.Tokens], plan, wanted);
        }

        return Enumerable.Range(0, plan[0].Count).Select(window => (plan[0][window].Begin, plan[0][window].End));
    }

    private List<(int Begin, int End)> Parts(Article article, int questionTokens) =>
        ArticleSentences.Cut(article, Options.MaxLength - WindowPlan.ControlTokens - questionTokens, Overlap);
}
