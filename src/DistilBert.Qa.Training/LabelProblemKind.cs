namespace DistilBert.Qa.Training;

/// <summary>How a gold answer fails to fit.</summary>
public enum LabelProblemKind
{
    /// <summary>Its text is empty or blank.</summary>
    Empty,

    /// <summary>The context does not read its text at its offset, or the offset is missing or outside the context.</summary>
    WrongOffset,

    /// <summary>The context holds its text nowhere.</summary>
    NotInContext,

    /// <summary>It begins or ends inside a token.</summary>
    NotOnTokenBorders,
}
