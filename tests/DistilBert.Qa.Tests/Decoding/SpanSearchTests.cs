using DistilBert.Qa.Decoding;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Decoding;

public class SpanSearchTests
{
    public static TheoryData<int, double> Cases => new() { { 0, 3 }, { 1, 3 }, { 2, 3 }, { 0, 0 }, { 1, 0.5 }, { 2, 12 }, { 0, 3000 }, { 1, 3000 }, { 2, 3000 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void SelectBestAndLogTotal_RandomWindows_EqualAllSpansOneByOne(int unit, double spread)
    {
        Random random = new(21);
        SpanSearch search = new();
        for (int round = 0; round < 100; round++)
        {
            RandomWindows windows = RandomWindows.Create(random, spread, random.Next(1, round % 10 == 0 ? 600 : 70), shareCharacters: true, longest: 512);
            int place = random.Next(windows.Plan.Count);
            Window window = windows.Plan[place];

            // Borders of ownership anywhere, not only where two windows of a plan meet; logits that tie now and then.
            SpanOwnership ownership = random.Next(3) switch
            {
                0 => SpanOwnership.All,
                1 => windows.Plan.OwnershipOf(place),
                _ => new(random.Next(-1, 2 * window.End), random.Next(2 * window.Begin, 3 * window.End)),
            };
            float[] start = Tied(windows.Start[place], random);
            float[] end = Tied(windows.End[place], random);
            DecoderInput input = new(windows.Tokens, window, ownership, start, end, windows.Offset);
            int longest = random.Next(1, random.Next(3) == 0 ? 500 : 20);
            int wanted = random.Next(1, random.Next(3) == 0 ? 1000 : 25);
            search.Fill(input, (SpanUnit)unit, longest);

            UnitSpan[] all = AllSpans(search.Units, input, longest);
            UnitSpan[] expected = [.. all.OrderByDescending(static span => span.Weight).ThenBy(static span => span.First).ThenBy(static span => span.Last)];
            search.SelectBest(wanted).ToArray().Should().Equal(expected.Take(wanted));
            foreach (double temperature in new[] { 1, 0.125, 2.5 })
            {
                double total = all.Aggregate(double.NegativeInfinity, (sum, span) => LogSum.Add(sum, span.Weight / temperature));
                double found = search.LogTotal(temperature);
                (double.IsNegativeInfinity(total) ? double.IsNegativeInfinity(found) : Math.Abs(found - total) < 1e-12 * Math.Max(1, Math.Abs(total)))
                    .Should().BeTrue("{0} is {1}", found, total);
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3000)]
    public void Fill_JoinedTokens_ScoresAreSumsOverWhatReadsTheSame(double spread)
    {
        Random random = new(22);
        SpanSearch search = new();
        for (int round = 0; round < 200; round++)
        {
            RandomWindows windows = RandomWindows.Create(random, spread, random.Next(1, 40), shareCharacters: true);
            DecoderInput input = new(windows.Tokens, windows.Plan[0], SpanOwnership.All, windows.Start[0], windows.End[0], windows.Offset);
            search.Fill(input, SpanUnit.Word, 15);

            SpanUnits units = search.Units;
            for (int unit = 0; unit < units.Count; unit++)
            {
                (int first, int count) = (units.First[unit], units.Last[unit] - units.First[unit] + 1);
                float[] start = input.Start.Slice(first, count).ToArray();
                float[] end = input.End.Slice(first, count).ToArray();
                double[] pairs = [.. start.SelectMany((from, place) => end.Skip(place).Select(to => (double)from + to))];
                units.Start[unit].Should().BeApproximately(start.Select(static score => (double)score).Aggregate(LogSum.Add), 1e-12 * Math.Max(1, spread));
                units.End[unit].Should().BeApproximately(end.Select(static score => (double)score).Aggregate(LogSum.Add), 1e-12 * Math.Max(1, spread));
                units.AloneOf(unit).Should().BeApproximately(pairs.Aggregate(LogSum.Add), 1e-12 * Math.Max(1, spread));
                units.UnitAt.Slice(first, count).ToArray().Should().OnlyContain(other => other == unit);
            }
        }
    }

    [Fact]
    public void SelectBestAndLogTotal_OnceWarm_AllocateNothing()
    {
        RandomWindows windows = RandomWindows.Create(new Random(23), tokens: 40);
        SpanSearch search = new();
        (double sum, long allocated) = (0, 0);
        for (int round = 0; round < 6; round++)
        {
            DecoderInput input = new(windows.Tokens, windows.Plan[0], SpanOwnership.All, windows.Start[0], windows.End[0], windows.Offset);
            long before = GC.GetAllocatedBytesForCurrentThread();
            search.Fill(input, (SpanUnit)(round % 3), 5);
            sum += search.SelectBest(20)[0].Weight + search.LogTotal() + search.LogTotal(2);
            allocated = round < 3 ? 0 : allocated + GC.GetAllocatedBytesForCurrentThread() - before;
        }

        sum.Should().NotBe(0);
        allocated.Should().Be(0);
    }

    private static UnitSpan[] AllSpans(SpanUnits units, DecoderInput input, int longest)
    {
        List<UnitSpan> all = [];
        for (int first = 0; first < units.Count; first++)
        {
            for (int last = first; last < units.Count; last++)
            {
                (int from, int to) = (units.First[first], units.Last[last]);
                if ((first == last || to - from < longest) && input.Ownership.Owns(input.Begin + from, input.Begin + to))
                {
                    all.Add(new(first, last, first == last ? units.AloneOf(first) : units.Start[first] + units.End[last]));
                }
            }
        }

        return [.. all];
    }

    private static float[] Tied(float[] logits, Random random)
    {
        bool rounded = random.Next(3) == 0;
        return [.. logits.Select(logit => rounded ? MathF.Round(logit) : logit)];
    }
}
