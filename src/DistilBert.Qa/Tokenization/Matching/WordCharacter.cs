namespace DistilBert.Qa.Tokenization;

/// <summary>One character of a word: its symbol, and where in the text it came from.</summary>
internal readonly record struct WordCharacter(int Symbol, int Start, int End);
