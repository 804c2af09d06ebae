namespace DistilBert.Qa.Tokenization;

/// <summary>One token of a text: its id, where it stands in the original text in UTF-16 units (<paramref name="End"/> exclusive), and the word it is part of.</summary>
/// <param name="Id">Position in the vocabulary.</param>
/// <param name="Start">First UTF-16 unit, counted from the start of the original text.</param>
/// <param name="End">The unit behind the last one.</param>
/// <param name="Word">Index of the word in this text, from 0; the pieces of one word share it.</param>
public readonly record struct Token(int Id, int Start, int End, int Word);
