namespace DistilBert.Qa.Tool.Tokenize;

/// <summary>What a special token written literally in a text is.</summary>
internal enum SpecialTokens
{
    /// <summary>Text.</summary>
    Text = 0,

    /// <summary>The control token.</summary>
    Control = 1,
}
