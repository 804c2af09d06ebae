using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Windows;

public class WindowPlanTests
{
    [Fact]
    public void Create_ContextFits_OneWindow()
    {
        WindowPlan plan = WindowPlan.Create(questionTokens: 5, contextTokens: 376, maxLength: 384, overlap: 128);

        plan.Count.Should().Be(1);
        plan[0].Should().Be(new Window(0, 376));
        plan.LengthOf(0).Should().Be(384);
    }

    [Fact]
    public void Create_OneTokenTooMany_TwoWindowsThatShareTheOverlap()
    {
        WindowPlan plan = WindowPlan.Create(questionTokens: 5, contextTokens: 377, maxLength: 384, overlap: 128);

        plan.Count.Should().Be(2);
        plan[0].Should().Be(new Window(0, 376));
        plan[1].Should().Be(new Window(248, 377));
    }

    [Fact]
    public void Create_NoContextTokens_NoWindow() =>
        WindowPlan.Create(5, 0, 384, 128).Count.Should().Be(0);

    [Fact]
    public void Create_FitsOneWindow_OverlapDoesNotMatter() =>
        WindowPlan.Create(questionTokens: 10, contextTokens: 5, maxLength: 20, overlap: 15).Count.Should().Be(1);

    [Fact]
    public void Create_QuestionFillsWindow_ErrorGivesAllNumbers() =>
        FluentActions.Invoking(() => WindowPlan.Create(questionTokens: 400, contextTokens: 9, maxLength: 384, overlap: 128))
            .Should().Throw<ArgumentException>()
            .WithMessage("The question has 400 tokens, and a window of 384 holds 3 control tokens besides*at most 252 tokens*KeepFirst*");

    [Fact]
    public void Create_OverlapFillsWindow_ErrorGivesAllNumbers() =>
        FluentActions.Invoking(() => WindowPlan.Create(questionTokens: 10, contextTokens: 900, maxLength: 100, overlap: 87))
            .Should().Throw<ArgumentException>()
            .WithMessage("An overlap of 87 tokens must be smaller than the 87 context tokens that a window of 100 holds beside 10 question tokens and 3 control tokens*");

    [Fact]
    public void Create_AnyLengths_FollowsTheRuleOfTheReference()
    {
        Random random = new(1);
        for (int round = 0; round < 20_000; round++)
        {
            int question = random.Next(1, 40);
            int context = random.Next(1, 1200);
            int maxLength = random.Next(question + 4, 520);
            int overlap = random.Next(0, maxLength - 3 - question);
            WindowPlan plan = WindowPlan.Create(question, context, maxLength, overlap);

            List<Window> expected = Expected(question, context, maxLength, overlap);
            Enumerable.Range(0, plan.Count).Select(index => plan[index]).Should().Equal(expected);
            plan.TotalTokens.Should().Be(expected.Sum(window => window.Count + question + 3));
        }
    }

    [Fact]
    public void OwnershipOf_EverySpan_OneOwnerWithTheLargestMargin()
    {
        Random random = new(2);
        for (int round = 0; round < 300; round++)
        {
            int question = random.Next(1, 5);
            int context = random.Next(20, 90);
            int maxLength = random.Next(question + 8, 40);
            int overlap = random.Next(0, maxLength - 3 - question);
            WindowPlan plan = WindowPlan.Create(question, context, maxLength, overlap);
            for (int first = 0; first < context; first++)
            {
                for (int last = first; last < context; last++)
                {
                    int[] seenBy = Enumerable.Range(0, plan.Count).Where(w => plan[w].Begin <= first && last < plan[w].End).ToArray();
                    int[] ownedBy = seenBy.Where(w => plan.OwnershipOf(w).Owns(first, last)).ToArray();
                    if (seenBy.Length > 0)
                    {
                        int best = seenBy.MaxBy(w => Math.Min(first - plan[w].Begin, plan[w].End - 1 - last));
                        ownedBy.Should().Equal(best);
                    }
                }
            }
        }
    }

    private static List<Window> Expected(int question, int context, int maxLength, int overlap)
    {
        if (question + context + 3 <= maxLength)
        {
            return [new(0, context)];
        }

        int capacity = maxLength - 3 - question;
        List<Window> windows = [];
        for (int begin = 0; ; begin += capacity - overlap)
        {
            windows.Add(new(begin, Math.Min(begin + capacity, context)));
            if (begin + capacity >= context)
            {
                return windows;
            }
        }
    }
}
