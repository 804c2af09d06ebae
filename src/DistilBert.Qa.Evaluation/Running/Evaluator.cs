namespace DistilBert.Qa.Evaluation;

/// <summary>Asks every question of a data set and measures the answers.</summary>
public static class Evaluator
{
    /// <summary>Evaluates an answerer on a data set.</summary>
    /// <remarks>
    /// The data set is read twice: once to count and check it before anything runs, once to ask. Memory holds one batch, a small record per
    /// question, and the worst misses. A question without a word is not asked; its answer is empty and its probability 0.
    /// </remarks>
    /// <param name="answerer">The answerer.</param>
    /// <param name="data">The questions.</param>
    /// <param name="options">What to ask and keep. Default: the defaults of <see cref="EvaluationOptions"/>.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellationToken">Stops the evaluation promptly.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the data set holds no question.</exception>
    /// <exception cref="DatasetException">The data set is malformed; found before anything is asked.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<EvaluationResult> EvaluateAsync(
        IQuestionAnswerer answerer,
        SquadDataset data,
        EvaluationOptions? options = null,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answerer);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new();
        options.Validate();
        SquadSummary summary = await Task.Run(data.Summarize, cancellationToken).ConfigureAwait(false);
        if (summary.Questions == 0)
        {
            throw new ArgumentException($"The data set '{data.Name}' holds no question; there is nothing to evaluate.", nameof(data));
        }

        if (options.Version == SquadVersion.V1 && summary.Unanswerable > 0)
        {
            throw new ArgumentException(
                $"{summary.Unanswerable} of the {summary.Questions} questions of '{data.Name}' have no gold answer, and v1.1 scoring needs one for every question; score it as v2.0.",
                nameof(options));
        }

        EvaluationRun run = new(answerer, options, summary, progress);
        foreach (AskedQuestion[] batch in Selected(data, summary.Questions, options.Limit).Chunk(options.BatchSize))
        {
            await run.AskAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        return run.Finish(data.Name);
    }

    private static IEnumerable<AskedQuestion> Selected(SquadDataset data, int total, int? limit)
    {
        int index = 0;
        foreach (SquadParagraph paragraph in data)
        {
            foreach (SquadQuestion question in paragraph.Questions)
            {
                if (EvenSpread.Picks(index++, limit ?? total, total))
                {
                    yield return new(paragraph, question);
                }
            }
        }
    }
}
