namespace DistilBert.Qa.Tokenization;

/// <summary>All that makes a tokenizer, however it was written down.</summary>
internal sealed record TokenizerDefinition(Vocabulary Vocabulary, WordPieceOptions Options, IReadOnlyList<string> FurtherControlTokens);
