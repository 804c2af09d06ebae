namespace DistilBert.Qa;

/// <summary>What was found for one question.</summary>
public sealed class QaResult
{
    internal QaResult(IReadOnlyList<Answer> answers, NoAnswerEvidence noAnswer, int windowCount, int tokenCount, int questionTokensLeftOut)
    {
        Answers = answers;
        NoAnswer = noAnswer;
        WindowCount = windowCount;
        TokenCount = tokenCount;
        QuestionTokensLeftOut = questionTokensLeftOut;
    }

    /// <summary>The answers, most probable first; at most <see cref="AnswerOptions.Top"/>, and empty where no context has a word.</summary>
    public IReadOnlyList<Answer> Answers { get; }

    /// <summary>The most probable answer, or <see langword="null"/> where there is none.</summary>
    public Answer? Best => Answers.Count > 0 ? Answers[0] : null;

    /// <summary>What speaks for the contexts not answering the question, whether or not that was allowed as an answer.</summary>
    public NoAnswerEvidence NoAnswer { get; }

    /// <summary>How many windows the contexts were read in.</summary>
    public int WindowCount { get; }

    /// <summary>How many tokens the model read, control tokens and repeated question included.</summary>
    public int TokenCount { get; }

    /// <summary>How many tokens of the question were left out because it was too long and <see cref="LongQuestion.KeepFirst"/> was set.</summary>
    public int QuestionTokensLeftOut { get; }
}
