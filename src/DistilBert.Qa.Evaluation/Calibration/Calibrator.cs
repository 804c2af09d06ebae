using System.Collections.Concurrent;

namespace DistilBert.Qa.Evaluation;

/// <summary>Fits a model's probabilities to data of known answers.</summary>
public static class Calibrator
{
    /// <summary>The fewest questions of each kind that either half needs.</summary>
    public const int FewestQuestions = 20;

    /// <summary>Asks every question once and fits temperature and emphasis and, where there are enough questions without an answer, when to say so.</summary>
    /// <remarks>
    /// A question that several data sets share is asked once. Beside those that the data says have no answer, one question of each context is asked of
    /// another context, which does not hold a gold answer. Memory holds the data and some 900 bytes a question. The same data and model give the same
    /// result, whatever calibration the model has already.
    /// </remarks>
    /// <param name="answerer">The answerer; its own options say how it reads windows.</param>
    /// <param name="data">Data sets with gold answers; those with unanswerable questions make what is fitted for "no answer" see through deception.</param>
    /// <param name="options">What to ask and fit to. Default: the defaults of <see cref="CalibrationOptions"/>.</param>
    /// <param name="progress">Told after every question, from several threads.</param>
    /// <param name="cancellationToken">Stops promptly.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the data has too few answerable questions to fit on one half and measure on the other.</exception>
    /// <exception cref="DatasetException">A data set is malformed; found before anything is asked.</exception>
    public static async Task<CalibrationFit> FitAsync(
        QuestionAnswerer answerer,
        IReadOnlyList<SquadDataset> data,
        CalibrationOptions? options = null,
        IProgress<CalibrationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answerer);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new();
        options.Validate();

        CalibrationQuestion[] questions = await Task.Run(() => CalibrationData.Read(data, options.Limit), cancellationToken).ConfigureAwait(false);
        int answerable = questions.Count(static question => question.Kind == QuestionKind.Answerable);
        if (answerable < 2 * FewestQuestions)
        {
            throw TooFew(answerable);
        }

        ConcurrentDictionary<(string Question, string Context), RecordedQuestion> recorded =
            await RecordAsync(answerer, questions, options.Answering ?? new(), progress, cancellationToken).ConfigureAwait(false);
        CalibrationSample[] samples = Describe(questions, recorded);
        if (!HasEnough(samples, static sample => sample.TellsOfConfidence))
        {
            throw TooFew(samples.Count(static sample => sample.TellsOfConfidence));
        }

        QuestionKind[] withoutAnswer = [.. new[] { QuestionKind.Unanswerable, QuestionKind.Unrelated }
            .Where(kind => HasEnough(samples, sample => sample.IsFirst && sample.Kind == kind))];
        CalibrationSource source = new(
            answerer.Info.Model,
            answerer.Info.ProviderReport.Precision ?? ModelPrecision.Auto,
            [.. data.Select(static set => set.Name)],
            samples.Count(static sample => sample.IsFirst && sample.Kind != QuestionKind.Unrelated));
        return new CrossFit(samples, withoutAnswer, options.UnanswerableShare).Measure(source);
    }

    private static async Task<ConcurrentDictionary<(string Question, string Context), RecordedQuestion>> RecordAsync(
        QuestionAnswerer answerer,
        CalibrationQuestion[] questions,
        AnswerOptions answering,
        IProgress<CalibrationProgress>? progress,
        CancellationToken cancellationToken)
    {
        AnswerOptions options = answering with
        {
            Top = 1,
            Decoding = DecodingMode.Exact,
            AllowNoAnswer = false,
            MinProbability = 0,
            MaxAnswersPerContext = null,
            SuppressOverlaps = false,
        };
        (string Question, string Context)[] distinct = [.. questions.Select(static question => question.Key).Distinct()];
        ConcurrentDictionary<(string Question, string Context), RecordedQuestion> recorded = [];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = answerer.Info.ProviderReport.Streams + 1, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(distinct, parallel, async (key, token) =>
        {
            QuestionRecorder recorder = new();
            QaResult result = await answerer.ObserveAsync(new(key.Question, key.Context), options, recorder, token).ConfigureAwait(false);
            recorded[key] = recorder.ToQuestion(result);
            progress?.Report(new(recorded.Count, distinct.Length));
        }).ConfigureAwait(false);
        return recorded;
    }

    private static CalibrationSample[] Describe(
        CalibrationQuestion[] questions, ConcurrentDictionary<(string Question, string Context), RecordedQuestion> recorded)
    {
        HashSet<(string Question, string Context)> met = [];
        return [.. questions.Select(question =>
        {
            RecordedQuestion said = recorded[question.Key];
            AnswerScore score = question.Kind == QuestionKind.Unrelated ? default : SquadScorer.Score(question.Asked.Question, said.Answer ?? "");
            return new CalibrationSample(said, question.Half, question.Kind, score, met.Add(question.Key), question.IsFromV2);
        })];
    }

    private static bool HasEnough(CalibrationSample[] samples, Func<CalibrationSample, bool> isWanted) =>
        Enumerable.Range(0, 2).All(half => samples.Count(sample => sample.Half == half && isWanted(sample)) >= FewestQuestions);

    private static ArgumentException TooFew(int found) => new(
        $"Calibration fits on one half of the articles and measures on the other, and needs {FewestQuestions} answerable questions in each; the data has " +
        $"{found} in all. Give more questions.");
}
