using System.Diagnostics;

namespace DistilBert.Qa.Evaluation;

/// <summary>One evaluation under way: asks batch after batch and keeps what the result needs.</summary>
internal sealed class EvaluationRun
{
    private readonly IQuestionAnswerer _answerer;
    private readonly AnswerOptions _answering;
    private readonly IProgress<EvaluationProgress>? _progress;
    private readonly SquadSummary _summary;
    private readonly SquadVersion _version;
    private readonly int _total;
    private readonly SquadTally _tally;
    private readonly WorstMisses _misses;
    private readonly List<EvaluatedQuestion> _questions = [];
    private readonly Stopwatch _answeringTime = new();
    private long _windows;
    private long _tokens;
    private double _exact;
    private double _f1;

    public EvaluationRun(IQuestionAnswerer answerer, EvaluationOptions options, SquadSummary summary, IProgress<EvaluationProgress>? progress)
    {
        AnswerOptions answering = options.Answering ?? new();
        _answerer = answerer;
        _progress = progress;
        _summary = summary;
        _version = options.Version ?? summary.Version;
        _total = Math.Min(options.Limit ?? summary.Questions, summary.Questions);
        _answering = answering;
        _tally = SquadTally.Create(_version);
        _misses = new(options.WorstMisses);
    }

    public async Task AskAsync(AskedQuestion[] batch, CancellationToken cancellationToken)
    {
        QaInput[] inputs = [.. batch.Where(static asked => asked.CanBeAsked).Select(static asked => asked.ToInput())];
        _answeringTime.Start();
        IReadOnlyList<QaResult> results = await _answerer.AnswerAsync(inputs, _answering, cancellationToken).ConfigureAwait(false);
        _answeringTime.Stop();

        int next = 0;
        foreach (AskedQuestion asked in batch)
        {
            Take(asked, asked.CanBeAsked ? results[next++] : null);
        }

        _progress?.Report(new(
            _questions.Count, _total, _windows, 100 * _exact / _questions.Count, 100 * _f1 / _questions.Count, _answeringTime.Elapsed));
    }

    public EvaluationResult Finish(string name)
    {
        OrderedMap<double>? noAnswer = _version == SquadVersion.V2
            ? new(_questions.Select(static question => KeyValuePair.Create(question.Id, question.NoAnswerProbability ?? 0)))
            : null;
        return new()
        {
            DatasetName = name,
            AvailableQuestions = _summary.Questions,
            Decoding = _answering.Decoding,
            Scores = _tally.Finish(noAnswer, noAnswerThreshold: 1),
            Reliability = Reliability.Measure(_questions.Select(static question => question.CalibrationPoint)),
            Questions = _questions,
            Misses = _misses.ToList(),
            Windows = _windows,
            Tokens = _tokens,
            AnsweringTime = _answeringTime.Elapsed,
        };
    }

    private void Take(AskedQuestion asked, QaResult? result)
    {
        (SquadParagraph paragraph, SquadQuestion question) = asked;
        Answer? given = result?.Best;
        string text = given?.Text ?? "";
        AnswerScore score = _tally.Add(question, text) ?? default;
        _exact += score.Exact;
        _f1 += score.F1;
        _windows += result?.WindowCount ?? 0;
        _tokens += result?.TokenCount ?? 0;
        _misses.Add(new(question, paragraph.Title, paragraph.Context, given, score));
        _questions.Add(new(
            question.Id,
            question.Text,
            question.HasAnswer,
            text,
            given?.Probability ?? 0,
            _version == SquadVersion.V2 ? result?.NoAnswer.Probability ?? 1 : null,
            score,
            question.Answers.Select(static answer => WordCount.Of(answer.Text)).DefaultIfEmpty(0).Min(),
            WordCount.Of(paragraph.Context)));
    }
}
