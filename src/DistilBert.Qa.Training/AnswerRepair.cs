namespace DistilBert.Qa.Training;

/// <summary>What to do with a gold answer that does not fit its context or the tokens.</summary>
public enum AnswerRepair
{
    /// <summary>Mend it: take the occurrence of its text nearest to where it is said to stand, widen it to whole tokens; where that is impossible, leave the question out. Counted and listed.</summary>
    Nearest,

    /// <summary>Leave its question out. Counted and listed.</summary>
    LeaveOut,

    /// <summary>Refuse the data set.</summary>
    Refuse,
}
