namespace DistilBert.Qa;

/// <summary>What to do with a question of more tokens than allowed.</summary>
public enum LongQuestion
{
    /// <summary>Refuse it with an error that says how long it is and how long it may be.</summary>
    Error = 0,

    /// <summary>Keep its first tokens and leave out the rest.</summary>
    KeepFirst = 1,
}
