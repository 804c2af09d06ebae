using System.CommandLine;
using System.Globalization;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Lines;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Tokenize;

/// <summary><c>tokenize</c>: what the model reads, as ids and places in the text.</summary>
internal sealed class TokenizeCommand : ToolCommand
{
    private readonly LineOptionSet _lines = new("JSON lines {\"id\", \"text\"}, or {\"id\", \"question\", \"context\"} for the windows the model reads.");
    private readonly Option<string?> _vocabulary = new("--vocab") { Description = "A vocab.txt or tokenizer.json, in place of a model.", HelpName = "file" };
    private readonly Option<SpecialTokens> _specialTokens = Choice.Of<SpecialTokens>("--special-tokens", "What a literal [SEP] in a text is: text, or the control token.");
    private readonly WindowOptionSet _window = new();
    private readonly ModelOptionSet _model = new();

    public TokenizeCommand(ToolConsole console)
        : base(
            "tokenize",
            "Shows the tokens of texts, or the windows of questions and contexts, as JSON lines.",
            console,
            "distilbert-qa tokenize texts.jsonl > tokens.jsonl",
            "distilbert-qa tokenize texts.jsonl --vocab vocab.txt --special-tokens control")
    {
        _lines.AddTo(this);
        Add(_vocabulary);
        Add(_specialTokens);
        _window.AddTo(this);
        Add(_model.Model);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using Stream input = _lines.OpenInput(parsed, Console);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(
            parsed.GetValue(_vocabulary) ?? await FindAsync(parsed.GetRequiredValue(_model.Model), cancellationToken).ConfigureAwait(false));
        using OutputSink sink = _lines.OpenOutput(parsed, Console, keep: false);
        LineReader lines = new(input, LineLimit.Bytes);

        SpecialTokenHandling handling = parsed.GetValue(_specialTokens) == SpecialTokens.Control ? SpecialTokenHandling.AsControl : SpecialTokenHandling.AsText;
        using TokenizeLines work = new(lines, tokenizer, handling, WindowSettings.Of(_window.Apply(parsed, new())), sink);
        await work.RunAsync(cancellationToken).ConfigureAwait(false);
        sink.Complete();
        if (work.Errors > 0)
        {
            Console.WriteError(string.Create(CultureInfo.InvariantCulture, $"{work.Errors} of {work.Written} lines could not be tokenized; each says why in its place."));
        }

        return work.Errors > 0 ? ExitStatus.Failed : ExitStatus.Done;
    }

    // The vocabulary is all that is needed, so nothing is compiled.
    private static async Task<string> FindAsync(string model, CancellationToken cancellationToken)
    {
        ModelStore store = ModelStore.Create();
        ModelReference reference = ModelReference.Parse(model);
        return store.Find(reference) ?? await store.FetchAsync(reference, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
