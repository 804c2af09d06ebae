using System.Text.Json.Nodes;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Benchmarks.LongDocuments;

/// <summary>What one way of reading articles reads and finds.</summary>
internal sealed class ReadingTally(Reading reading)
{
    private readonly List<AnswerScore> _scores = [];
    private int _questions;
    private int _held;
    private long _windows;
    private TimeSpan _time;

    public Reading Reading => reading;

    /// <summary>The tokens the model reads, question and control tokens included.</summary>
    public long Tokens { get; private set; }

    /// <summary>Counts what is read for a question; the model is not needed for that.</summary>
    public void Count(Article article, SquadQuestion asked, int offset, ReadOnlySpan<Token> question)
    {
        bool held = false;
        foreach ((int begin, int end) in reading.WindowsOf(article, question))
        {
            (int first, int behind) = (article.Tokens.Tokens[begin].Start, article.Tokens.Tokens[end - 1].End);
            held |= asked.Answers.Any(answer => answer.Start is { } start && first <= offset + start && offset + start + answer.Text.Length <= behind);
            _windows++;
            Tokens += end - begin + question.Length + WindowPlan.ControlTokens;
        }

        _questions++;
        _held += held ? 1 : 0;
    }

    public void Score(SquadQuestion asked, QaResult result, TimeSpan time)
    {
        _scores.Add(SquadScorer.Score(asked, result.Best?.Text ?? "", SquadVersion.V1));
        _time += time;
    }

    public JsonObject ToJson(ReadingTally whole) => new()
    {
        ["windows"] = reading.TopWindows is { } top ? top : "all",
        ["overlap"] = reading.Overlap,
        ["borders"] = reading.BySentence ? "sentences" : "tokens",
        ["goldAnswerRead"] = Percent(_held, _questions),
        ["windowsPerQuestion"] = Math.Round((double)_windows / _questions, 2),
        ["tokensPerQuestion"] = Math.Round((double)Tokens / _questions),
        ["tokensOfAll"] = Math.Round((double)Tokens / whole.Tokens, 4),
        ["millisecondsPerQuestion"] = Math.Round(_time.TotalMilliseconds / _scores.Count, 1),
        ["timeOfAll"] = Math.Round(_time / whole._time, 4),
        ["exactMatch"] = Percent(_scores.Sum(static score => score.Exact), _scores.Count),
        ["f1"] = Percent(_scores.Sum(static score => score.F1), _scores.Count),
        ["f1Less"] = Math.Round(100 * LessThan(whole).Average(), 2),
        ["f1LessStandardError"] = Math.Round(100 * StandardError(LessThan(whole)), 2),
    };

    // By how much each question is answered worse.
    private double[] LessThan(ReadingTally whole) => [.. whole._scores.Zip(_scores, static (before, now) => before.F1 - now.F1)];

    private static double StandardError(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length / Math.Max(1, values.Length - 1));
    }

    private static double Percent(double sum, int count) => Math.Round(100 * sum / count, 2);
}
