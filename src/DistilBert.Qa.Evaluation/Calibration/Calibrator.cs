using System.Collections.Concurrent;

namespace DistilBert.Qa.Evaluation;

/// <summary>Fits a model's probabilities to data of known answers.</summary>
public static class Calibrator
{
    /// <summary>The fewest questions of each kind that either half needs.</summary>
    public const int FewestQuestions = 20;

    // With fewer articles than this the halves are made of paragraphs.
    private const int FewestArticles = 8;

    /// <summary>Asks every question once and fits temperature and emphasis and, where enough questions have no answer, when to say so.</summary>
    /// <remarks>
    /// A question that several data sets share is asked once. Memory holds the data and some 900 bytes a question. The same data and model give the same
    /// result, whatever calibration the model has already.
    /// </remarks>
    /// <param name="answerer">The answerer; its own options say how it reads windows.</param>
    /// <param name="data">Data sets with gold answers; those with unanswerable questions give what is fitted for "no answer".</param>
    /// <param name="limit">How many questions of each data set are asked, evenly spread: 1 or more. Default: all.</param>
    /// <param name="answering">Longest answer, words and windows; the rest is not looked at. Default: the defaults of <see cref="AnswerOptions"/>.</param>
    /// <param name="progress">Told after every question, from several threads.</param>
    /// <param name="cancellationToken">Stops promptly.</param>
    /// <exception cref="ArgumentException">The data has too few answerable questions to fit on one half and measure on the other.</exception>
    /// <exception cref="DatasetException">A data set is malformed; found before anything is asked.</exception>
    public static async Task<CalibrationFit> FitAsync(
        QuestionAnswerer answerer,
        IReadOnlyList<SquadDataset> data,
        int? limit = null,
        AnswerOptions? answering = null,
        IProgress<CalibrationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answerer);
        ArgumentNullException.ThrowIfNull(data);
        if (limit is { } most)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(limit));
        }

        List<(AskedQuestion Asked, bool IsFromV2)> questions = await Task.Run(() => Read(data, limit), cancellationToken).ConfigureAwait(false);
        (string Question, string Context)[] distinct = [.. questions.Select(static question => KeyOf(question.Asked)).Distinct()];
        if (questions.Count(static question => question.Asked.Question.HasAnswer) < 2 * FewestQuestions)
        {
            throw TooFew(questions.Count(static question => question.Asked.Question.HasAnswer));
        }

        AnswerOptions options = (answering ?? new()) with
        {
            Top = 1,
            Decoding = DecodingMode.Exact,
            AllowNoAnswer = false,
            MinProbability = 0,
            MaxAnswersPerContext = null,
            SuppressOverlaps = false,
        };
        ConcurrentDictionary<(string Question, string Context), RecordedQuestion> recorded = [];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = answerer.Info.ProviderReport.Streams + 1, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(distinct, parallel, async (key, token) =>
        {
            QuestionRecorder recorder = new();
            QaResult result = await answerer.ObserveAsync(new(key.Question, key.Context), options, recorder, token).ConfigureAwait(false);
            recorded[key] = recorder.ToQuestion(result);
            progress?.Report(new(recorded.Count, distinct.Length));
        }).ConfigureAwait(false);

        CalibrationSample[] samples = Describe(questions, recorded);
        if (HalvesMissing(samples, static sample => sample.TellsOfConfidence))
        {
            throw TooFew(samples.Count(static sample => sample.TellsOfConfidence));
        }

        bool withNoAnswer = !HalvesMissing(samples, static sample => sample.TellsOfNoAnswer && !sample.HasAnswer) &&
            !HalvesMissing(samples, static sample => sample.TellsOfNoAnswer && sample.HasAnswer);
        return CrossFit.Measure(
            samples,
            withNoAnswer,
            answerer.Info.Model,
            answerer.Info.ProviderReport.Precision ?? ModelPrecision.Auto,
            [.. data.Select(static set => set.Name)],
            distinct.Length);
    }

    private static List<(AskedQuestion Asked, bool IsFromV2)> Read(IReadOnlyList<SquadDataset> data, int? limit)
    {
        List<(AskedQuestion Asked, bool IsFromV2)> questions = [];
        foreach (SquadDataset set in data)
        {
            SquadSummary summary = set.Summarize();
            int index = 0;
            foreach (SquadParagraph paragraph in set)
            {
                foreach (SquadQuestion question in paragraph.Questions)
                {
                    AskedQuestion asked = new(paragraph, question);
                    if (EvenSpread.Picks(index++, limit ?? summary.Questions, summary.Questions) && asked.CanBeAsked)
                    {
                        questions.Add((asked, summary.Version == SquadVersion.V2));
                    }
                }
            }
        }

        return questions;
    }

    private static CalibrationSample[] Describe(
        List<(AskedQuestion Asked, bool IsFromV2)> questions,
        ConcurrentDictionary<(string Question, string Context), RecordedQuestion> recorded)
    {
        Dictionary<string, int> articles = [];
        bool byArticle = questions.Select(static question => question.Asked.Paragraph.Title).Distinct().Count() >= FewestArticles;
        HashSet<(string Question, string Context)> met = [];
        List<CalibrationSample> samples = new(questions.Count);
        foreach ((AskedQuestion asked, bool isFromV2) in questions)
        {
            // In the order they come, articles go to one half and the other in turn; many data sets order them by subject or date.
            string article = (byArticle ? asked.Paragraph.Title : null) ?? asked.Paragraph.Context;
            articles.TryAdd(article, articles.Count);
            RecordedQuestion said = recorded[KeyOf(asked)];
            bool hasAnswer = asked.Question.HasAnswer;
            AnswerScore score = SquadScorer.Score(asked.Question, said.Answer ?? "");
            bool tells = hasAnswer && said.Answer is not null && met.Add(KeyOf(asked));
            samples.Add(new(said, articles[article] % 2, hasAnswer, score, tells, isFromV2));
        }

        return [.. samples];
    }

    private static (string Question, string Context) KeyOf(AskedQuestion asked) => (asked.Question.Text, asked.Paragraph.Context);

    private static bool HalvesMissing(CalibrationSample[] samples, Func<CalibrationSample, bool> isWanted) =>
        Enumerable.Range(0, 2).Any(half => samples.Count(sample => sample.Half == half && isWanted(sample)) < FewestQuestions);

    private static ArgumentException TooFew(int found) => new(
        $"Calibration fits on one half of the articles and measures on the other, and needs {FewestQuestions} answerable questions in each; the data has " +
        $"{found} in all. Give more questions.");
}
