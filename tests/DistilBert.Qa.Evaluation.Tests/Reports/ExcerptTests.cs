namespace DistilBert.Qa.Evaluation.Tests;

public sealed class ExcerptTests
{
    [Fact]
    public void Of_RandomMarks_CoversTheContextAndShowsEveryMark()
    {
        Random random = new(11);
        for (int round = 0; round < 300; round++)
        {
            string context = string.Concat(Enumerable.Range(0, random.Next(1, 900)).Select(_ => random.Next(6) switch { 0 => " ", 1 => "😀", _ => "word" }));
            (int start, int end) = RandomSpan(random, context);
            (int goldStart, int goldEnd) = RandomSpan(random, context);
            SquadQuestion question = new("1", "?", null, [new(context[goldStart..goldEnd], null, goldStart, true)]);
            Answer given = new() { Text = context[start..end], Start = start, End = end, Probability = 1, Score = 0 };

            IReadOnlyList<ExcerptPiece> pieces = Excerpt.Of(new(question, null, context, given, default));

            pieces[0].Start.Should().Be(0);
            pieces[^1].End.Should().Be(context.Length);
            pieces.Zip(pieces.Skip(1)).Should().OnlyContain(pair => pair.First.End == pair.Second.Start);
            pieces.Should().NotContain(piece => piece.IsLeftOut && (piece.IsGold || piece.IsGiven));
            pieces.Should().NotContain(piece => piece.Start < context.Length && char.IsLowSurrogate(context[piece.Start]));
            string.Concat(pieces.Where(piece => piece.IsGiven).Select(piece => context[piece.Start..piece.End])).Should().Be(given.Text);
            string.Concat(pieces.Where(piece => piece.IsGold).Select(piece => context[piece.Start..piece.End])).Should().Be(context[goldStart..goldEnd]);
        }
    }

    [Fact]
    public void Of_LongContext_LeavesTheFarPartsOut()
    {
        string context = $"{new string('x', 3000)} two {new string('y', 3000)}";
        SquadQuestion question = new("1", "?", null, [new("two", 3001, 3001, true)]);

        IReadOnlyList<ExcerptPiece> pieces = Excerpt.Of(new(question, null, context, null, default));

        pieces.Select(piece => piece.IsLeftOut).Should().Equal(true, false, false, false, true);
    }

    private static (int Start, int End) RandomSpan(Random random, string context)
    {
        int[] borders = [.. Enumerable.Range(0, context.Length + 1).Where(index => index == context.Length || !char.IsLowSurrogate(context[index]))];
        int start = random.Next(borders.Length);
        return (borders[start], borders[Math.Min(borders.Length - 1, start + random.Next(20))]);
    }
}
