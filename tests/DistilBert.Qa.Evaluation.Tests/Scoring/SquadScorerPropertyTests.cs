using System.Text.RegularExpressions;

namespace DistilBert.Qa.Evaluation.Tests;

/// <summary>Random data sets against a scorer written as plainly as can be.</summary>
public sealed partial class SquadScorerPropertyTests
{
    private static readonly string[] Words = ["the", "a", "an", "cat", "Cat", "dog", "red", "The", "x-y", "...", "1,000"];

    [Fact]
    public void Score_RandomAnswers_AgreesWithThePlainWay()
    {
        Random random = new(7);
        for (int round = 0; round < 500; round++)
        {
            SquadQuestion[] questions = [.. Enumerable.Range(0, 1 + random.Next(12)).Select(i => RandomQuestion(random, i))];
            Dictionary<string, string> answers = questions.ToDictionary(question => question.Id, _ => random.Next(4) == 0 ? "" : Phrase(random));
            Dictionary<string, double> probabilities = questions.ToDictionary(question => question.Id, _ => random.Next(5) / 4.0);

            SquadScores scores = SquadScorer.Score(Squad.Dataset(questions), answers, probabilities, version: SquadVersion.V2);

            scores.Exact.Should().BeApproximately(100 * questions.Average(question => Plain(question, answers[question.Id], PlainExact)), 1e-9);
            scores.F1.Should().BeApproximately(100 * questions.Average(question => Plain(question, answers[question.Id], PlainF1)), 1e-9);
            scores.BestF1!.Score.Should().BeApproximately(PlainBestF1(questions, answers, probabilities), 1e-9);
        }
    }

    /// <summary>Answers the first n questions by probability and says "none" to the others, for every n; what is said to an unanswerable one must be nothing at all.</summary>
    private static double PlainBestF1(SquadQuestion[] questions, Dictionary<string, string> answers, Dictionary<string, double> probabilities)
    {
        SquadQuestion[] ordered = [.. questions.OrderBy(question => probabilities[question.Id])];
        return Enumerable.Range(0, ordered.Length + 1).Max(answered => 100 * ordered.Select((question, rank) =>
            rank >= answered ? (question.HasAnswer ? 0 : 1)
            : question.HasAnswer ? Plain(question, answers[question.Id], PlainF1)
            : answers[question.Id].Length == 0 ? 1 : 0).Average());
    }

    private static double Plain(SquadQuestion question, string answer, Func<string[], string[], double> compare)
    {
        IEnumerable<string[]> gold = question.Answers.Select(each => PlainWords(each.Text)).Where(words => words.Length > 0).DefaultIfEmpty([]);
        return gold.Max(words => compare(words, PlainWords(answer)));
    }

    private static double PlainExact(string[] gold, string[] given) => gold.SequenceEqual(given) ? 1 : 0;

    private static double PlainF1(string[] gold, string[] given)
    {
        if (gold.Length == 0 || given.Length == 0)
        {
            return gold.Length == given.Length ? 1 : 0;
        }

        List<string> left = [.. gold];
        double common = given.Count(left.Remove);
        return 2 * common / (gold.Length + given.Length);
    }

    private static string[] PlainWords(string text) =>
        Articles().Replace(string.Concat(text.ToLowerInvariant().Where(unit => !char.IsPunctuation(unit))), " ")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static SquadQuestion RandomQuestion(Random random, int number) =>
        Squad.Question($"q{number}", [.. Enumerable.Range(0, random.Next(4)).Select(_ => Phrase(random))]);

    private static string Phrase(Random random) => string.Join(' ', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Words[random.Next(Words.Length)]));

    [GeneratedRegex(@"\b(a|an|the)\b")]
    private static partial Regex Articles();
}
