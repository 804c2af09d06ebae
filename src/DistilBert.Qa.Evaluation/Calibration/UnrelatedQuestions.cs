namespace DistilBert.Qa.Evaluation;

/// <summary>Makes questions that their context does not answer, by asking them of a context that is not theirs.</summary>
/// <remarks>
/// Users ask such questions far more often than those of SQuAD v2.0, which people made up to deceive: of a text that the search found by mistake, say.
/// Of each context one question is asked elsewhere: in turn of the next context, mostly one of the same article, and of one half way through the data.
/// A context that holds a gold answer of the question, whatever it means there, is passed over.
/// </remarks>
internal static class UnrelatedQuestions
{
    // How many contexts are looked at for one without a gold answer.
    private const int MostTries = 50;

    /// <summary>Makes them out of answerable questions.</summary>
    /// <param name="questions">The questions, those of a context together; no context borders on itself.</param>
    public static IEnumerable<AskedQuestion> Of(IEnumerable<AskedQuestion> questions)
    {
        AskedQuestion[][] contexts =
            [.. questions.Where(static asked => asked.Question.HasAnswer).GroupBy(static asked => asked.Paragraph.Context).Select(static group => group.ToArray())];
        for (int index = 0; index < contexts.Length; index++)
        {
            SquadQuestion question = contexts[index][index % contexts[index].Length].Question;
            int first = index % 2 == 0 ? 1 : contexts.Length / 2;
            for (int step = 0; step < Math.Min(MostTries, contexts.Length); step++)
            {
                SquadParagraph other = contexts[(index + first + step) % contexts.Length][0].Paragraph;
                if (!Holds(other.Context, question))
                {
                    yield return new(other, question);
                    break;
                }
            }
        }
    }

    // Its own context holds a gold answer, and so is never taken.
    private static bool Holds(string context, SquadQuestion question) =>
        question.Answers.Any(answer => context.Contains(answer.Text, StringComparison.OrdinalIgnoreCase));
}
