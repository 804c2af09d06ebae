using DistilBert.Qa;
using DistilBert.Qa.Tokenization;

namespace WebDemo.Explaining;

/// <summary>What the model said about one window, word by word.</summary>
/// <param name="Context">Which context it is cut from, from 0.</param>
/// <param name="Window">Which window of that context, from 0.</param>
/// <param name="NoAnswerScore">The score of "no answer" in this window.</param>
/// <param name="Words">Its words.</param>
internal sealed record WindowDetail(int Context, int Window, float NoAnswerScore, ExplainedWord[] Words)
{
    public static WindowDetail From(ExplainedWindow window, IReadOnlyList<Token> tokens)
    {
        List<ExplainedWord> words = [];
        int lastWord = -1;
        for (int index = 0; index < window.StartLogits.Count; index++)
        {
            Token token = tokens[window.FirstToken + index];
            if (token.Word != lastWord)
            {
                words.Add(new(token.Start, token.End, window.StartLogits[index], window.EndLogits[index]));
                lastWord = token.Word;
            }
            else
            {
                ExplainedWord word = words[^1];
                words[^1] = new(
                    word.Start,
                    token.End,
                    Math.Max(word.StartLogit, window.StartLogits[index]),
                    Math.Max(word.EndLogit, window.EndLogits[index]));
            }
        }

        return new(window.Context, window.Window, window.NoAnswerScore, [.. words]);
    }
}
