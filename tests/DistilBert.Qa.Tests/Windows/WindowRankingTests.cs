using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Windows;

public class WindowRankingTests
{
    [Fact]
    public void Score_RandomTokens_IsTheFormulaOfThePaper()
    {
        Random random = new(31);
        for (int round = 0; round < 200; round++)
        {
            (TokenBuffer question, TokenBuffer[] contexts, WindowPlan[] plans) = Draw(random);
            int count = plans.Sum(plan => plan.Count);

            double[] scores = WindowRanking.Score(question.Tokens, contexts, plans, count);

            int[][] windows = [.. contexts.SelectMany((context, index) => Enumerable.Range(0, plans[index].Count).Select(window => Ids(context, plans[index][window])))];
            double usual = windows.Average(window => window.Length);
            for (int index = 0; index < count; index++)
            {
                double expected = 0;
                foreach (int id in Ids(question))
                {
                    double found = windows[index].Count(token => token == id);
                    double with = windows.Count(window => window.Contains(id));
                    expected += Math.Log(1 + ((count - with + 0.5) / (with + 0.5))) * found * 2.2 / (found + (1.2 * (0.25 + (0.75 * windows[index].Length / usual))));
                }

                scores[index].Should().BeApproximately(expected, 1e-9);
            }
        }
    }

    [Fact]
    public void KeepBest_RandomTokens_KeepsTheBestInTheOrderOfTheText()
    {
        Random random = new(32);
        for (int round = 0; round < 200; round++)
        {
            (TokenBuffer question, TokenBuffer[] contexts, WindowPlan[] plans) = Draw(random);
            int count = plans.Sum(plan => plan.Count);
            int wanted = random.Next(1, count + 2);
            double[] scores = WindowRanking.Score(question.Tokens, contexts, plans, count);
            (int Context, int Window)[] all = [.. plans.SelectMany((plan, context) => Enumerable.Range(0, plan.Count).Select(window => (context, window)))];
            WindowPlan[] kept = [.. plans];

            WindowRanking.KeepBest(question.Tokens, contexts, kept, wanted);

            // OrderBy is stable: of equal windows the first ones.
            IEnumerable<int> expected = Enumerable.Range(0, count).OrderByDescending(index => scores[index]).Take(wanted).Order();
            kept.SelectMany((plan, context) => Enumerable.Range(0, plan.Count).Select(window => (context, plan.NumberOf(window))))
                .Should().Equal(expected.Select(index => all[index]));
            kept.Sum(plan => plan.TotalTokens).Should().Be(kept.Sum(plan => Enumerable.Range(0, plan.Count).Sum(plan.LengthOf)));
            for (int context = 0; context < plans.Length; context++)
            {
                Enumerable.Range(0, kept[context].Count).Select(window => kept[context][window])
                    .Should().Equal(Enumerable.Range(0, kept[context].Count).Select(window => plans[context][kept[context].NumberOf(window)]));
            }
        }
    }

    [Fact]
    public void KeepBest_NothingInCommon_KeepsTheFirst()
    {
        TokenBuffer context = Buffer(Enumerable.Repeat(7, 100));
        WindowPlan[] plans = [default, WindowPlan.Create(2, 100, 20, 5)];

        WindowRanking.KeepBest(Buffer([1, 2]).Tokens, [new(), context], plans, 3);

        plans[0].Count.Should().Be(0);
        Enumerable.Range(0, plans[1].Count).Select(plans[1].NumberOf).Should().Equal(0, 1, 2);
    }

    [Fact]
    public void OwnershipOf_WindowsLeftOut_EverySpanStillSeenHasOneOwner()
    {
        Random random = new(33);
        for (int round = 0; round < 300; round++)
        {
            int length = random.Next(20, 90);
            int maxLength = random.Next(12, 40);
            WindowPlan whole = WindowPlan.Create(2, length, maxLength, random.Next(0, maxLength - 5));
            int[] numbers = [.. Enumerable.Range(0, whole.Count).Where(_ => random.Next(2) == 0)];
            WindowPlan plan = whole.Keep(numbers);
            for (int first = 0; first < length; first++)
            {
                for (int last = first; last < length; last++)
                {
                    int[] seenBy = [.. Enumerable.Range(0, plan.Count).Where(window => plan[window].Begin <= first && last < plan[window].End)];
                    seenBy.Count(window => plan.OwnershipOf(window).Owns(first, last)).Should().Be(Math.Min(1, seenBy.Length));
                }
            }
        }
    }

    private static (TokenBuffer Question, TokenBuffer[] Contexts, WindowPlan[] Plans) Draw(Random random)
    {
        int vocabulary = random.Next(2, 60);
        TokenBuffer question = Buffer(RandomIds(random, random.Next(1, 8), vocabulary));
        TokenBuffer[] contexts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Buffer(RandomIds(random, random.Next(1, 120), vocabulary)))];
        WindowPlan[] plans = Array.ConvertAll(contexts, context => WindowPlan.Create(question.Count, context.Count, 30, 6));
        return (question, contexts, plans);
    }

    private static IEnumerable<int> RandomIds(Random random, int count, int vocabulary) => Enumerable.Range(0, count).Select(_ => random.Next(vocabulary));

    private static TokenBuffer Buffer(IEnumerable<int> ids)
    {
        TokenBuffer buffer = new();
        foreach (int id in ids)
        {
            buffer.Add(id, buffer.Count, buffer.Count + 1, buffer.Count);
        }

        return buffer;
    }

    private static int[] Ids(TokenBuffer tokens) => [.. tokens.Tokens.ToArray().Select(token => token.Id)];

    private static int[] Ids(TokenBuffer tokens, Window window) => Ids(tokens)[window.Begin..window.End];
}
