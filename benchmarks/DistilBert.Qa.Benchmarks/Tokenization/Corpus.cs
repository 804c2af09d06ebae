namespace DistilBert.Qa.Benchmarks.Tokenization;

/// <summary>Texts that are tokenized one after the other; whole corpora, because small ones flatter whoever remembers branches.</summary>
public sealed class Corpus : IMeasuredWork
{
    private readonly Lazy<string[]> _texts;
    private readonly Lazy<long> _tokens;
    private readonly string _name;

    public Corpus(string name, Func<string[]> texts)
    {
        _name = name;
        _texts = new Lazy<string[]>(texts);
        _tokens = new Lazy<long>(() => Texts.Sum(text => (long)Vocabularies.Ours.CountTokens(text)));
    }

    public IReadOnlyList<string> Texts => _texts.Value;

    double IMeasuredWork.WorkIn(string unit) => unit switch
    {
        "MB" => Texts.Sum(text => (double)text.Length) / 1e6,
        "M tokens" => _tokens.Value / 1e6,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Known units are \"MB\" (million characters) and \"M tokens\"."),
    };

    public override string ToString() => _name;
}
