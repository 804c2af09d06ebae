using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Tests.Decoding;

public class BestSpansTests
{
    [Fact]
    public void Sort_AnyOffers_KeepsTheBestInOrder()
    {
        Random random = new(7);
        BestSpans best = new();
        for (int round = 0; round < 500; round++)
        {
            int wanted = random.Next(1, 60);
            UnitSpan[] offers = [.. Enumerable.Range(0, random.Next(0, 200)).Select(index => new UnitSpan(index, index, random.Next(20)))];
            best.Clear(wanted);
            foreach (UnitSpan offer in offers)
            {
                best.Offer(offer);
            }

            best.Sort().ToArray().Should().Equal(offers.OrderByDescending(span => span.Weight).ThenBy(span => span.First).Take(wanted));
        }
    }
}
