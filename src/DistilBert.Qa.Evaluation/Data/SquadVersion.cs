namespace DistilBert.Qa.Evaluation;

/// <summary>Which of the two official scorings a data set calls for.</summary>
public enum SquadVersion
{
    /// <summary>Every question has an answer.</summary>
    V1 = 1,

    /// <summary>Some questions have no answer in their context.</summary>
    V2 = 2,
}
