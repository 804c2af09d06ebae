using System.Buffers;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Windows;

/// <summary>Picks the windows that share most with a question, by BM25 over the tokens at hand.</summary>
/// <remarks>
/// Robertson and Zaragoza, <i>The Probabilistic Relevance Framework: BM25 and Beyond</i> (2009), section 3.2, with k1 = 1.2 and b = 0.75.
/// A window is the document, all windows of the question are the collection, a token is the term. The weight of a term is
/// ln(1 + (N - n + 0.5) / (n + 0.5)), which unlike the original never falls below zero for a term that most windows hold.
/// </remarks>
internal static class WindowRanking
{
    private const double Saturation = 1.2;
    private const double LengthInfluence = 0.75;

    /// <summary>Leaves the plans their best windows only: at most so many over all contexts, ties by context and position.</summary>
    public static void KeepBest(ReadOnlySpan<Token> question, TokenBuffer[] contexts, WindowPlan[] plans, int wanted)
    {
        int count = 0;
        foreach (WindowPlan plan in plans)
        {
            count += plan.Count;
        }

        if (count <= wanted)
        {
            return;
        }

        double[] scores = Score(question, contexts, plans, count);
        int[] order = new int[count];
        for (int index = 0; index < count; index++)
        {
            order[index] = index;
        }

        Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        Array.Sort(order, 0, wanted);
        Keep(plans, order.AsSpan(0, wanted));
    }

    /// <summary>The score of each window, in the order of contexts and windows.</summary>
    public static double[] Score(ReadOnlySpan<Token> question, TokenBuffer[] contexts, WindowPlan[] plans, int count)
    {
        int largest = 0;
        foreach (Token token in question)
        {
            largest = Math.Max(largest, token.Id);
        }

        // By id the number of its term, from 1: a lookup here is all that the tokens of a context cost.
        int[] rented = ArrayPool<int>.Shared.Rent(largest + 1);
        Span<int> terms = rented.AsSpan(0, largest + 1);
        terms.Clear();
        int[] asked = new int[question.Length];
        int termCount = 0;
        foreach (Token token in question)
        {
            if (terms[token.Id] == 0)
            {
                terms[token.Id] = ++termCount;
            }

            asked[terms[token.Id] - 1]++;
        }

        double[] scores = ScoreTerms(terms, asked.AsSpan(0, termCount), contexts, plans, count);
        ArrayPool<int>.Shared.Return(rented);
        return scores;
    }

    private static double[] ScoreTerms(ReadOnlySpan<int> terms, ReadOnlySpan<int> asked, TokenBuffer[] contexts, WindowPlan[] plans, int count)
    {
        int[] windowsWith = new int[asked.Length];
        int[] found = new int[asked.Length];
        long tokens = 0;
        for (int context = 0; context < plans.Length; context++)
        {
            for (int window = 0; window < plans[context].Count; window++)
            {
                tokens += Count(terms, contexts[context], plans[context][window], found);
                for (int term = 0; term < found.Length; term++)
                {
                    windowsWith[term] += found[term] > 0 ? 1 : 0;
                }
            }
        }

        double[] weights = new double[asked.Length];
        for (int term = 0; term < weights.Length; term++)
        {
            weights[term] = asked[term] * Math.Log(1 + ((count - windowsWith[term] + 0.5) / (windowsWith[term] + 0.5)));
        }

        // Counting twice costs less than keeping a count for every term and window would.
        double[] scores = new double[count];
        double usualLength = (double)tokens / count;
        int index = 0;
        for (int context = 0; context < plans.Length; context++)
        {
            for (int window = 0; window < plans[context].Count; window++)
            {
                int length = Count(terms, contexts[context], plans[context][window], found);
                double norm = Saturation * (1 - LengthInfluence + (LengthInfluence * length / usualLength));
                double score = 0;
                for (int term = 0; term < found.Length; term++)
                {
                    score += weights[term] * found[term] * (Saturation + 1) / (found[term] + norm);
                }

                scores[index++] = score;
            }
        }

        return scores;
    }

    private static int Count(ReadOnlySpan<int> terms, TokenBuffer context, Window window, Span<int> found)
    {
        found.Clear();
        foreach (Token token in context.Tokens[window.Begin..window.End])
        {
            if ((uint)token.Id < (uint)terms.Length && terms[token.Id] is > 0 and int term)
            {
                found[term - 1]++;
            }
        }

        return window.Count;
    }

    private static void Keep(WindowPlan[] plans, ReadOnlySpan<int> ordinals)
    {
        int first = 0;
        int next = 0;
        for (int context = 0; context < plans.Length; context++)
        {
            int end = first + plans[context].Count;
            int from = next;
            while (next < ordinals.Length && ordinals[next] < end)
            {
                next++;
            }

            int[] kept = ordinals[from..next].ToArray();
            for (int index = 0; index < kept.Length; index++)
            {
                kept[index] -= first;
            }

            plans[context] = plans[context].Keep(kept);
            first = end;
        }
    }
}
