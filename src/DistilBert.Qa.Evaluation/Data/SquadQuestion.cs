namespace DistilBert.Qa.Evaluation;

/// <summary>A question of a data set with its gold answers.</summary>
/// <param name="Id">The identifier that answers are matched by.</param>
/// <param name="Text">The question.</param>
/// <param name="IsImpossible">What the data set says in <c>is_impossible</c>; <see langword="null"/> where it does not say, as in SQuAD v1.1.</param>
/// <param name="Answers">The gold answers; empty where the context does not answer the question.</param>
public sealed record SquadQuestion(string Id, string Text, bool? IsImpossible, IReadOnlyList<SquadAnswer> Answers)
{
    /// <summary>Whether there is a gold answer, which is what the official scorers go by.</summary>
    public bool HasAnswer => Answers.Count > 0;
}
