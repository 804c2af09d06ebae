namespace DistilBert.Qa.Evaluation;

/// <summary>What a question that is fitted to has to do with its context.</summary>
internal enum QuestionKind
{
    /// <summary>The context answers it.</summary>
    Answerable,

    /// <summary>The data set says that the context does not.</summary>
    Unanswerable,

    /// <summary>It belongs to another context; see <see cref="UnrelatedQuestions"/>.</summary>
    Unrelated,
}
