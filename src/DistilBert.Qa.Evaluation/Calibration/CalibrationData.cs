namespace DistilBert.Qa.Evaluation;

/// <summary>Reads the questions that a calibration asks.</summary>
internal static class CalibrationData
{
    // With fewer articles than this the halves are made of paragraphs.
    private const int FewestArticles = 8;

    /// <summary>The questions of the data sets, then the unrelated ones made of them, half by half.</summary>
    public static CalibrationQuestion[] Read(IReadOnlyList<SquadDataset> data, int? limit)
    {
        List<(AskedQuestion Asked, bool IsFromV2)> picked = [];
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
                        picked.Add((asked, summary.Version == SquadVersion.V2));
                    }
                }
            }
        }

        // In the order they come, articles go to one half and the other in turn; many data sets order them by subject or date.
        Dictionary<string, int> articles = [];
        bool byArticle = picked.Select(static question => question.Asked.Paragraph.Title).Distinct().Count() >= FewestArticles;
        CalibrationQuestion[] own = [.. picked.Select(question =>
        {
            string article = (byArticle ? question.Asked.Paragraph.Title : null) ?? question.Asked.Paragraph.Context;
            articles.TryAdd(article, articles.Count);
            QuestionKind kind = question.Asked.Question.HasAnswer ? QuestionKind.Answerable : QuestionKind.Unanswerable;
            return new CalibrationQuestion(question.Asked, kind, articles[article] % 2, question.IsFromV2);
        })];
        IEnumerable<CalibrationQuestion> unrelated = Enumerable.Range(0, 2).SelectMany(half => UnrelatedQuestions
            .Of(own.Where(question => question.Half == half).Select(static question => question.Asked))
            .Select(asked => new CalibrationQuestion(asked, QuestionKind.Unrelated, half, IsFromV2: false)));
        return [.. own, .. unrelated];
    }
}
