namespace DistilBert.Qa.Tests.Pipeline;

/// <summary>What an input is answered depends neither on what is asked beside it, nor on order, stream or threads; to the bit.</summary>
public sealed class CompanyTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    private static readonly AnswerOptions Options = new() { Top = 20, AllowNoAnswer = true, MaxLength = 200 };

    [Fact]
    public async Task AnswerAsync_AnyCompanyOrderStreamAndThreads_GivesTheSameBits()
    {
        QaInput[] inputs = [.. QuestionAnswererTests.RandomTexts(new Random(41), 20)];
        List<QaResult> expected = [];
        using QuestionAnswerer plain = QuestionAnswerer.Create(new() { Threads = 1, Streams = 1 });
        foreach (QaInput input in inputs)
        {
            expected.Add(await plain.AnswerAsync(input, Options));
        }

        using QuestionAnswerer wide = QuestionAnswerer.Create(new() { Threads = 4, Streams = 3 });
        foreach (QuestionAnswerer answerer in (QuestionAnswerer[])[plain, wide, mini.Answerer])
        {
            int[][] orders = [.. Enumerable.Range(0, 3).Select(seed => Shuffled(inputs.Length, seed))];
            IReadOnlyList<QaResult>[] results = await Task.WhenAll(orders.Select(order => answerer.AnswerAsync([.. order.Select(index => inputs[index])], Options)));
            foreach ((int[] order, IReadOnlyList<QaResult> answered) in orders.Zip(results))
            {
                for (int place = 0; place < order.Length; place++)
                {
                    answered[place].Answers.Should().Equal(expected[order[place]].Answers);
                }
            }
        }
    }

    private static int[] Shuffled(int count, int seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        return order;
    }
}
