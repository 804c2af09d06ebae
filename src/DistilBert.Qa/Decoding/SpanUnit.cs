namespace DistilBert.Qa.Decoding;

/// <summary>What a span starts and ends at.</summary>
internal enum SpanUnit
{
    /// <summary>Every token by itself.</summary>
    Token,

    /// <summary>A token, joined with those it shares a character with.</summary>
    Characters,

    /// <summary>A whole word, as far as it is in the window.</summary>
    Word,
}
