using System.CommandLine;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Ask;

/// <summary><c>ask</c>: one question over a text, some files or standard input, answered for a person.</summary>
internal sealed class AskCommand : ToolCommand
{
    private readonly Argument<string> _question = new("question") { Description = "The question." };
    private readonly Option<string[]> _contexts = new("--context", "-c") { Description = "A text to find the answer in; may be given several times.", HelpName = "text" };
    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "A text file to find the answer in; with several, their answers compete. - is standard input, which is also read where nothing is named.",
        HelpName = "file",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON line, as batch does." };
    private readonly Option<bool> _explain = new("--explain") { Description = "With --json, say where each answer comes from (logits, window, tokens) and what speaks for there being none." };
    private readonly AnswerOptionSet _answers = new();
    private readonly ModelOptionSet _model = new();

    public AskCommand(ToolConsole console)
        : base(
            "ask",
            "Answers one question and shows the answer in its sentence.",
            console,
            "distilbert-qa ask \"Who won?\" --file report.txt",
            "distilbert-qa ask \"Who won?\" --file *.txt --top 3 --no-answer",
            "curl -s https://example.org/report.txt | distilbert-qa ask \"Who won?\" --json")
    {
        Add(_question);
        Add(_contexts);
        Add(_files);
        Add(_json);
        Add(_explain);
        _answers.AddTo(this);
        _model.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        AnswerOptions options = _answers.Read(parsed);
        List<AskedText> texts = await ReadTextsAsync(parsed, cancellationToken).ConfigureAwait(false);
        using QuestionAnswerer answerer = _model.Load(parsed, options);
        QaResult result = await answerer
            .AnswerAsync(parsed.GetRequiredValue(_question), texts.Select(static text => text.Content), options, cancellationToken)
            .ConfigureAwait(false);

        if (parsed.GetValue(_json))
        {
            using JsonLineWriter line = new();
            ResultJson.Write(line, [], result, parsed.GetValue(_explain));
            line.WriteTo(Console.Output);
        }
        else
        {
            AnswerSheet.Write(AnswerView.Of(result.Answers, texts), options, Console);
        }

        return ExitStatus.Done;
    }

    private async Task<List<AskedText>> ReadTextsAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        List<AskedText> texts = [.. (parsed.GetValue(_contexts) ?? []).Select(static text => new AskedText(Name: null, text))];
        foreach (string file in parsed.GetValue(_files) ?? [])
        {
            texts.Add(await TextFile.ReadAsync(file, Console.Input, cancellationToken).ConfigureAwait(false));
        }

        if (texts.Count == 0)
        {
            if (Console.InputIsTerminal)
            {
                Console.Messages.WriteLine("Reading the text from the terminal; end it with Ctrl+D (Windows: Ctrl+Z, Enter), or name a file with --file.");
            }

            texts.Add(await TextFile.ReadAsync(TextFile.Standard, Console.Input, cancellationToken).ConfigureAwait(false));
        }

        return texts;
    }
}
