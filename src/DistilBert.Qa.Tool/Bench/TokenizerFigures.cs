namespace DistilBert.Qa.Tool.Bench;

/// <summary>Tokenizing on one thread.</summary>
/// <param name="Characters">The length of the text, in UTF-16 units.</param>
/// <param name="TokensPerSecond">Ours, with offsets into the original text.</param>
/// <param name="BytesPerCall">What one call of ours allocates once its buffer has grown.</param>
/// <param name="MicrosoftTokensPerSecond">Microsoft.ML.Tokenizers' <c>EncodeToTokens</c>, in the tokens that ours counts.</param>
internal sealed record TokenizerFigures(int Characters, double TokensPerSecond, long BytesPerCall, double MicrosoftTokensPerSecond)
{
    public double Ratio => TokensPerSecond / MicrosoftTokensPerSecond;
}
