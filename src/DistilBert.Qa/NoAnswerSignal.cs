namespace DistilBert.Qa;

/// <summary>What speaks for or against there being no answer.</summary>
public enum NoAnswerSignal
{
    /// <summary>How often questions have no answer, before anything is known of this one: what the calibration was told of that.</summary>
    Prior = 0,

    /// <summary>By how much the best span outweighs the model's own "no answer", as a difference of logit sums.</summary>
    Margin = 1,

    /// <summary>By how much the margin falls short of 5; 0 where it does not.</summary>
    Doubt = 2,

    /// <summary>Whether the question holds a negation: 1 or 0.</summary>
    Negation = 3,

    /// <summary>How many numbers of the question do not stand near the best span.</summary>
    FarNumbers = 4,

    /// <summary>How many names of the question (words with a capital, the first aside) do not stand near the best span.</summary>
    FarNames = 5,
}
