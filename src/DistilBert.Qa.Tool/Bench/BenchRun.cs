using System.Diagnostics;
using System.Text;
using DistilBert.Qa.Tokenization;
using Microsoft.ML.Tokenizers;
using WordPieceTokenizer = DistilBert.Qa.Tokenization.WordPieceTokenizer;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>Measures tokenizer, model and pipeline on this machine, each beside its peer in the same run.</summary>
internal sealed class BenchRun(QuestionAnswerer answerer, TimeSpan budget)
{
    private const int LeastRounds = 3;
    private const int Callers = 8;

    private static readonly int[] WindowLengths = [64, 128, 256, 384];

    private readonly WordPieceTokenizer _tokenizer = answerer.Tokenizer;

    /// <summary>Measures for about the budget and reports.</summary>
    /// <param name="progress">Told what is measured next.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    public async Task<BenchReport> RunAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        progress("tokenizer");
        TokenizerFigures tokenizer = await MeasureTokenizerAsync(budget * 0.1, cancellationToken).ConfigureAwait(false);

        using BareSession bare = BareSession.Of(answerer);
        List<WindowFigures> windows = [];
        int[] lengths = [.. WindowLengths.Where(length => length <= answerer.Info.Positions)];
        foreach (int length in lengths)
        {
            progress($"windows of {length} tokens");
            windows.Add(await MeasureWindowAsync(bare, length, budget * 0.4 / lengths.Length, cancellationToken).ConfigureAwait(false));
        }

        progress("end to end");
        EndToEndFigures endToEnd = await MeasureEndToEndAsync(bare, budget * 0.5, cancellationToken).ConfigureAwait(false);
        return new(ProviderSurvey.Take(), answerer.Info, tokenizer, windows, endToEnd, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<TokenizerFigures> MeasureTokenizerAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        WordTexts source = new(WordTexts.WordsOf(_tokenizer), seed: 1);
        string[] texts = [.. Enumerable.Range(0, 1000).Select(_ => source.Text(130))];
        BertTokenizer microsoft = CreatePeer();
        TokenBuffer buffer = new();
        int tokens = texts.Sum(text => _tokenizer.CountTokens(text));
        long allocated = 0;
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
            [
                Contender.Of("ours", () =>
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    foreach (string text in texts)
                    {
                        _tokenizer.Tokenize(text, buffer);
                    }

                    allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                }),
                Contender.Of("Microsoft.ML.Tokenizers", () =>
                {
                    foreach (string text in texts)
                    {
                        microsoft.EncodeToTokens(text, out _);
                    }
                }),
            ],
            LeastRounds,
            time,
            cancellationToken).ConfigureAwait(false);
        return new(texts.Sum(static text => text.Length), tokens / series[0].Median, allocated / texts.Length, tokens / series[1].Median);
    }

    private async Task<WindowFigures> MeasureWindowAsync(BareSession bare, int length, TimeSpan time, CancellationToken cancellationToken)
    {
        QaInput input = SampleQuestions.OfLength(new WordTexts(WordTexts.WordsOf(_tokenizer), seed: length), _tokenizer, length);
        AnswerOptions options = Options(length);
        using BareWindow window = bare.Prepare(WindowIds.Of(_tokenizer, input.Question, input.Contexts[0])[0], _tokenizer.SeparatorId);
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
            [
                Contender.Of("bare session", () => bare.Run(window)),
                Contender.Of("ours", () => answerer.AnswerAsync(input, options, cancellationToken)),
            ],
            LeastRounds,
            time,
            cancellationToken).ConfigureAwait(false);
        return new(length, series[0].Median, series[1].Median);
    }

    private async Task<EndToEndFigures> MeasureEndToEndAsync(BareSession bare, TimeSpan time, CancellationToken cancellationToken)
    {
        // As many questions as let the four ways have five rounds, in whole sets of all lengths.
        QaInput probe = SampleQuestions.Create(_tokenizer, 6, answerer.Info.Positions)[^1];
        AnswerOptions options = Options(answerer.Info.Positions);
        await answerer.AnswerAsync(probe, options, cancellationToken).ConfigureAwait(false);
        long started = Stopwatch.GetTimestamp();
        await answerer.AnswerAsync(probe, options, cancellationToken).ConfigureAwait(false);
        double affordable = time.TotalSeconds / (4 * 6 * Stopwatch.GetElapsedTime(started).TotalSeconds);
        int count = (int)Math.Clamp(Math.Round(affordable / 10) * 10, 10, 400);

        IReadOnlyList<QaInput> questions = SampleQuestions.Create(_tokenizer, count, answerer.Info.Positions);
        BareWindow[] windows = [.. questions.Select(input => bare.Prepare(WindowIds.Of(_tokenizer, input.Question, input.Contexts[0])[0], _tokenizer.SeparatorId))];
        try
        {
            IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
                [
                    Contender.Of("bare session", () => Array.ForEach(windows, bare.Run)),
                    Contender.Of("one by one", () => AskOneByOneAsync(questions, 0, 1, options, cancellationToken)),
                    Contender.Of("batch", () => answerer.AnswerAsync(questions, options, cancellationToken)),
                    Contender.Of("eight callers", () => Task.WhenAll(Enumerable.Range(0, Callers)
                        .Select(caller => Task.Run(() => AskOneByOneAsync(questions, caller, Callers, options, cancellationToken), cancellationToken)))),
                ],
                LeastRounds,
                time,
                cancellationToken).ConfigureAwait(false);
            return new(count, count / series[0].Median, count / series[1].Median, count / series[2].Median, count / series[3].Median);
        }
        finally
        {
            Array.ForEach(windows, static window => window.Dispose());
        }
    }

    private async Task AskOneByOneAsync(IReadOnlyList<QaInput> questions, int first, int step, AnswerOptions options, CancellationToken cancellationToken)
    {
        for (int index = first; index < questions.Count; index += step)
        {
            await answerer.AnswerAsync(questions[index], options, cancellationToken).ConfigureAwait(false);
        }
    }

    private AnswerOptions Options(int longest) => new() { MaxLength = Math.Min(Math.Max(longest, 384), answerer.Info.Positions) };

    // The peer reads a vocabulary only as a list; it is given what ours has.
    private BertTokenizer CreatePeer()
    {
        IEnumerable<string> entries = Enumerable.Range(0, _tokenizer.VocabularySize)
            .Select(id => _tokenizer.GetToken(id) is { Length: > 0 } entry ? entry : $"[blank{id}]");
        return BertTokenizer.Create(
            new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', entries))),
            new BertOptions
            {
                LowerCaseBeforeTokenization = _tokenizer.Options.LowerCase,
                UnknownToken = _tokenizer.Options.UnknownToken,
                ClassificationToken = _tokenizer.Options.ClassificationToken,
                SeparatorToken = _tokenizer.Options.SeparatorToken,
                PaddingToken = _tokenizer.Options.PaddingToken,
                MaskingToken = _tokenizer.Options.MaskToken,
            });
    }
}
