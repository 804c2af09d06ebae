using DistilBert.Qa.Tool.CommandLine;

namespace DistilBert.Qa.Tool.Batch;

/// <summary>Answers a group of lines in one call, and keeps what is wrong with one of them from the others.</summary>
internal sealed class GroupAnswerer(IQuestionAnswerer answerer, AnswerOptions options)
{
    public async Task<IReadOnlyList<BatchOutcome>> AnswerAsync(IReadOnlyList<BatchLine> lines, CancellationToken cancellationToken)
    {
        BatchOutcome[] outcomes = new BatchOutcome[lines.Count];
        List<int> asked = new(lines.Count);
        for (int index = 0; index < outcomes.Length; index++)
        {
            if (lines[index].Input is null)
            {
                outcomes[index] = new(Result: null, lines[index].Error);
            }
            else
            {
                asked.Add(index);
            }
        }

        await AnswerAsync(lines, asked, outcomes, cancellationToken).ConfigureAwait(false);
        return outcomes;
    }

    // An input that the engine refuses, it refuses before the model runs. So the call costs little, and is made again in halves.
    private async Task AnswerAsync(IReadOnlyList<BatchLine> lines, List<int> asked, BatchOutcome[] outcomes, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<QaResult> results = await answerer.AnswerAsync([.. asked.Select(index => lines[index].Input!)], options, cancellationToken).ConfigureAwait(false);
            for (int index = 0; index < results.Count; index++)
            {
                outcomes[asked[index]] = new(results[index], Error: null);
            }
        }
        catch (ArgumentException refused) when (asked.Count == 1)
        {
            outcomes[asked[0]] = new(Result: null, FailureText.Of(refused));
        }
        catch (ArgumentException)
        {
            int half = asked.Count / 2;
            await Task.WhenAll(
                AnswerAsync(lines, asked[..half], outcomes, cancellationToken),
                AnswerAsync(lines, asked[half..], outcomes, cancellationToken)).ConfigureAwait(false);
        }
    }
}
