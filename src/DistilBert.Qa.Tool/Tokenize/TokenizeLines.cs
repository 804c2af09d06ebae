using System.Text.Json;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Tokenize;

/// <summary>Tokenizes line by line.</summary>
internal sealed class TokenizeLines(LineReader lines, WordPieceTokenizer tokenizer, SpecialTokenHandling specialTokens, WindowSettings window, OutputSink sink) : IDisposable
{
    private const int Enough = 64 * 1024;

    private readonly JsonLineWriter _written = new();
    private readonly TokenBuffer _text = new();
    private readonly TokenBuffer _question = new();

    /// <summary>How many lines were written.</summary>
    public long Written { get; private set; }

    /// <summary>How many of them say what was wrong with their line.</summary>
    public long Errors { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                ValueTask<bool> next = lines.ReadAsync(cancellationToken);
                if (!next.IsCompleted)
                {
                    // Nothing more is there now: whoever waits for answers gets them.
                    Flush();
                }

                if (!await next.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                Tokenize();
                if (_written.Waiting >= Enough)
                {
                    Flush();
                }
            }
        }
        finally
        {
            Flush();
        }
    }

    public void Dispose() => _written.Dispose();

    private void Tokenize()
    {
        Written++;
        if (lines.IsTooLong)
        {
            Fail([], LineLimit.Describe(lines.Length));
            return;
        }

        ReadOnlySpan<byte> bytes = lines.Line.Span;
        try
        {
            Write(TokenizeLineParser.Parse(bytes, window));
        }
        catch (JsonException broken)
        {
            Fail(LineId.Find(bytes), LineObject.NotJson(broken).Message);
        }
        catch (Exception wrong) when (wrong is LineException or ArgumentException)
        {
            Fail(LineId.Find(bytes), FailureText.Of(wrong));
        }
    }

    private void Write(TokenizeRequest request)
    {
        tokenizer.Tokenize(request.Text, _text, specialTokens);
        if (request.Question is null)
        {
            TokenJson.WriteText(_written, request.Id, _text.Tokens);
            return;
        }

        tokenizer.Tokenize(request.Question, _question, specialTokens);
        TokenJson.WriteWindows(_written, request.Id, tokenizer, _question.Tokens, _text.Tokens, request.Window);
    }

    private void Fail(ReadOnlySpan<byte> id, string error)
    {
        Errors++;
        ResultJson.WriteError(_written, id, error, lines.Number);
    }

    private void Flush()
    {
        if (_written.Waiting > 0)
        {
            sink.Write(_written);
        }
    }
}
