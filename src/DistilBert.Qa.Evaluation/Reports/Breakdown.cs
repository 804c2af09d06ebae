namespace DistilBert.Qa.Evaluation;

/// <summary>Parts questions into groups by what may make them hard.</summary>
internal static class Breakdown
{
    private static readonly string[] QuestionWords = ["what", "which", "who", "when", "where", "why", "how many", "how"];

    private static readonly (int AtMost, string Label)[] AnswerLengths =
        [(0, "no answer"), (1, "1 word"), (2, "2 words"), (4, "3–4 words"), (8, "5–8 words"), (int.MaxValue, "9 words or more")];

    private static readonly (int AtMost, string Label)[] ContextLengths =
        [(74, "under 75 words"), (99, "75–99"), (124, "100–124"), (149, "125–149"), (199, "150–199"), (299, "200–299"), (int.MaxValue, "300 or more")];

    public static IReadOnlyList<BreakdownGroup> ByQuestionWord(IEnumerable<EvaluatedQuestion> questions) =>
        Group(questions, [.. QuestionWords, "other"], static question => QuestionWordOf(question.Text));

    public static IReadOnlyList<BreakdownGroup> ByAnswerLength(IEnumerable<EvaluatedQuestion> questions) =>
        Group(questions, [.. AnswerLengths.Select(static range => range.Label)], static question => LabelOf(AnswerLengths, question.GoldWords));

    public static IReadOnlyList<BreakdownGroup> ByContextLength(IEnumerable<EvaluatedQuestion> questions) =>
        Group(questions, [.. ContextLengths.Select(static range => range.Label)], static question => LabelOf(ContextLengths, question.ContextWords));

    /// <summary>The first question word of a question, wherever it stands: "in what year" asks what.</summary>
    internal static string QuestionWordOf(string question)
    {
        string[] words = AnswerText.Normalize(question).Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "who" or "whom" or "whose" or "whos":
                    return "who";
                case "whats":
                    return "what";
                case "how" when i + 1 < words.Length && words[i + 1] is "many" or "much":
                    return "how many";
                case "what" or "which" or "when" or "where" or "why" or "how":
                    return words[i];
            }
        }

        return "other";
    }

    private static string LabelOf((int AtMost, string Label)[] ranges, int length) => Array.Find(ranges, range => length <= range.AtMost).Label;

    private static BreakdownGroup[] Group(IEnumerable<EvaluatedQuestion> questions, string[] labels, Func<EvaluatedQuestion, string> labelOf) =>
        [.. questions
            .GroupBy(labelOf, static question => question.Score)
            .OrderBy(group => Array.IndexOf(labels, group.Key))
            .Select(static group => new BreakdownGroup(group.Key, SplitScores.Of(group)))];
}
