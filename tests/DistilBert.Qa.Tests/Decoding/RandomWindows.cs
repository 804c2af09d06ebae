using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Decoding;

/// <summary>Made-up contexts with made-up logits, to hold the decoders against brute force.</summary>
internal sealed class RandomWindows
{
    private RandomWindows(string context, Token[] tokens, WindowPlan plan, float[][] start, float[][] end)
    {
        Context = context;
        Tokens = tokens;
        Plan = plan;
        Start = start;
        End = end;
    }

    public string Context { get; }

    public Token[] Tokens { get; }

    public WindowPlan Plan { get; }

    public float[][] Start { get; }

    public float[][] End { get; }

    public int Offset => Plan.QuestionTokens + 2;

    public static RandomWindows Create(Random random, double spread = 3, int? tokens = null, bool shareCharacters = false, int longest = 48)
    {
        int count = tokens ?? random.Next(1, 60);
        int question = random.Next(1, 5);
        int maxLength = random.Next(question + 3 + 12, longest);
        int overlap = random.Next(6, maxLength - 3 - question);
        WindowPlan plan = WindowPlan.Create(question, count, maxLength, overlap);
        Token[] made = MakeTokens(random, count, shareCharacters, out int length);
        float[][] start = new float[plan.Count][];
        float[][] end = new float[plan.Count][];
        for (int window = 0; window < plan.Count; window++)
        {
            start[window] = Logits(random, plan.LengthOf(window), spread);
            end[window] = Logits(random, plan.LengthOf(window), spread);
        }

        return new(new string('x', length), made, plan, start, end);
    }

    // Words of one to three tokens, most of one; some tokens share their only character with the one before.
    private static Token[] MakeTokens(Random random, int count, bool shareCharacters, out int length)
    {
        Token[] tokens = new Token[count];
        int position = 0;
        int word = -1;
        int left = 0;
        for (int index = 0; index < count; index++)
        {
            bool opens = left == 0;
            if (opens)
            {
                left = random.Next(4) == 0 ? random.Next(2, 4) : 1;
                word++;
                position += random.Next(0, 2);
            }

            left--;
            bool shares = shareCharacters && !opens && random.Next(2) == 0;
            int start = shares ? position - 1 : position;
            tokens[index] = new(random.Next(1000), start, start + 1, word);
            position = start + 1;
        }

        length = position;
        return tokens;
    }

    private static float[] Logits(Random random, int count, double spread) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * 2 * spread))];
}
