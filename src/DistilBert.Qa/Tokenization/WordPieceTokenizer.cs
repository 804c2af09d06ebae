using Microsoft.ML.Tokenizers;

namespace DistilBert.Qa.Tokenization;

/// <summary>BERT's tokenizer: the ids of the reference implementation, with offsets into the original text.</summary>
/// <remarks>Immutable: any number of threads may share one instance, each with its own <see cref="TokenBuffer"/>. Results depend neither on culture nor on ICU.</remarks>
public sealed partial class WordPieceTokenizer : Tokenizer
{
    private readonly Vocabulary _vocabulary;
    private readonly Scanner _scanner;
    private readonly ControlTokens _controlTokens;

    private WordPieceTokenizer(TokenizerDefinition definition)
    {
        _vocabulary = definition.Vocabulary;
        Options = definition.Options;
        UnknownId = Required(Options.UnknownToken, nameof(WordPieceOptions.UnknownToken));
        ClassificationId = Required(Options.ClassificationToken, nameof(WordPieceOptions.ClassificationToken));
        SeparatorId = Required(Options.SeparatorToken, nameof(WordPieceOptions.SeparatorToken));
        PaddingId = Required(Options.PaddingToken, nameof(WordPieceOptions.PaddingToken));
        MaskId = _vocabulary.TryGetId(Options.MaskToken, out int mask) ? mask : -1;
        _controlTokens = ControlTokens.Create(_vocabulary, [Options.UnknownToken, Options.ClassificationToken, Options.SeparatorToken, Options.PaddingToken, Options.MaskToken, .. definition.FurtherControlTokens]);
        _scanner = ScannerFactory.Create(_vocabulary, Options, UnknownId);
    }

    /// <summary>How texts are normalised, and what the special tokens are called.</summary>
    public WordPieceOptions Options { get; }

    /// <summary>How many ids there are: the rows that the model's embedding must have.</summary>
    public int VocabularySize => _vocabulary.Size;

    /// <summary>Id of the token that opens a window, <c>[CLS]</c>.</summary>
    public int ClassificationId { get; }

    /// <summary>Id of the token that ends the question and the context, <c>[SEP]</c>.</summary>
    public int SeparatorId { get; }

    /// <summary>Id of the token that fills up shorter windows, <c>[PAD]</c>.</summary>
    public int PaddingId { get; }

    /// <summary>Id of the token for words that cannot be spelled, <c>[UNK]</c>.</summary>
    public int UnknownId { get; }

    /// <summary>Id of <c>[MASK]</c>, or -1 where the vocabulary has none.</summary>
    public int MaskId { get; }

    /// <summary>Loads a tokenizer from a model's folder, a <c>vocab.txt</c> or a <c>tokenizer.json</c>; a <c>tokenizer_config.json</c> beside it is honoured.</summary>
    /// <exception cref="ModelException">A file is missing, damaged, or asks for what this tokenizer does not do.</exception>
    public static WordPieceTokenizer Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new WordPieceTokenizer(TokenizerFiles.Read(path));
    }

    /// <summary>Reads a vocabulary of one entry a line, in UTF-8, as <c>vocab.txt</c> has it; the line's number, from 0, is the id.</summary>
    /// <exception cref="ModelException">The vocabulary is damaged or lacks a special token.</exception>
    public static WordPieceTokenizer Create(Stream vocabulary, WordPieceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        options ??= new WordPieceOptions();
        WordPieceOptionsCheck.Validate(options);
        return new WordPieceTokenizer(new TokenizerDefinition(VocabularyTextReader.Read(vocabulary, "vocabulary"), options, []));
    }

    /// <summary>Replaces the content of <paramref name="destination"/> by the tokens of a text, without <c>[CLS]</c> and <c>[SEP]</c>; any UTF-16 is accepted, lone surrogates too.</summary>
    /// <remarks>Allocates nothing once the buffer has grown to the size of the texts. Time is linear in the length of the text.</remarks>
    public void Tokenize(ReadOnlySpan<char> text, TokenBuffer destination, SpecialTokenHandling specialTokens = SpecialTokenHandling.AsText)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (specialTokens is not (SpecialTokenHandling.AsText or SpecialTokenHandling.AsControl))
        {
            throw new ArgumentOutOfRangeException(nameof(specialTokens), specialTokens, "Allowed are AsText and AsControl.");
        }

        destination.Clear();
        int at = 0;
        int word = 0;
        if (specialTokens == SpecialTokenHandling.AsControl)
        {
            while (_controlTokens.TryFindNext(text, at, out int start, out int end, out int id))
            {
                _scanner.Scan(text[..start], at, destination, ref word);
                destination.Add(id, start, end, word++);
                at = end;
            }
        }

        _scanner.Scan(text, at, destination, ref word);
    }

    /// <summary>The vocabulary entry of an id, with its <c>##</c> if it continues a word; empty where the vocabulary has a blank line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public string GetToken(int id)
    {
        if ((uint)id >= (uint)_vocabulary.Size)
        {
            throw new ArgumentOutOfRangeException(nameof(id), id, $"Ids go from 0 to {_vocabulary.Size - 1}.");
        }

        return _vocabulary.TokenOf(id);
    }

    /// <summary>Finds the id of a vocabulary entry, compared character by character; <see langword="false"/> if it has none.</summary>
    public bool TryGetId(string token, out int id)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _vocabulary.TryGetId(token, out id);
    }

    private int Required(string token, string option) => _vocabulary.TryGetId(token, out int id)
        ? id
        : throw new ModelException($"The vocabulary has {_vocabulary.Size} entries but no \"{token}\", which a question-answering model needs. Use the vocabulary the model was trained with, or name its token in {nameof(WordPieceOptions)}.{option}.");
}
