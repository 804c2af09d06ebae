namespace DistilBert.Qa.Tokenization;

/// <summary>What the name of a special token means where it stands literally in a text, as in "what is [SEP]?".</summary>
public enum SpecialTokenHandling
{
    /// <summary>It is text like any other and never becomes a control token: the default.</summary>
    AsText = 0,

    /// <summary>It becomes the control token; for texts that a program has put together, never for what a user typed.</summary>
    AsControl = 1,
}
