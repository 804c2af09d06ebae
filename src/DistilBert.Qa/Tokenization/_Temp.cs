namespace DistilBert.Qa.Tokenization;
/// <summary>t</summary>
public readonly record struct Token(int Id, int Start, int End, int Word);
/// <summary>t</summary>
public sealed class TokenBuffer { private Token[] _t = []; 
 /// <summary>t</summary>
 public int Count {get; private set;}
 /// <summary>t</summary>
 public ReadOnlySpan<Token> Tokens => _t.AsSpan(0, Count);
 internal void Set(Token[] t) { _t = t; Count = t.Length; } }
/// <summary>t</summary>
public sealed class WordPieceTokenizer { 
 /// <summary>t</summary>
 public static WordPieceTokenizer Load(string p) => throw new NotSupportedException(p);
 /// <summary>t</summary>
 public void Tokenize(ReadOnlySpan<char> t, TokenBuffer b) => throw new NotSupportedException(b.ToString() + VocabularySize);
 /// <summary>t</summary>
 public int VocabularySize {get;} 
 /// <summary>t</summary>
 public int ClassificationId {get;} 
 /// <summary>t</summary>
 public int SeparatorId {get;} 
 /// <summary>t</summary>
 public int PaddingId {get;} 
}
