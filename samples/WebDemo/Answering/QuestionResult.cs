using DistilBert.Qa;

namespace WebDemo.Answering;

/// <summary>What was found for one question.</summary>
/// <param name="Answers">The answers, most probable first.</param>
/// <param name="Windows">How many windows the contexts were read in.</param>
/// <param name="Tokens">How many tokens the model read.</param>
internal sealed record QuestionResult(FoundAnswer[] Answers, int Windows, int Tokens)
{
    public static QuestionResult From(QaResult result) => new(FoundAnswer.From(result.Answers), result.WindowCount, result.TokenCount);
}
