using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>The windows of a question as token ids, cut by the rule of the library.</summary>
internal static class WindowIds
{
    public static IReadOnlyList<int[]> Of(WordPieceTokenizer tokenizer, string question, string context, int maxLength = 384, int overlap = 128)
    {
        TokenBuffer asked = new();
        TokenBuffer read = new();
        tokenizer.Tokenize(question, asked);
        tokenizer.Tokenize(context, read);
        int[] before = [tokenizer.ClassificationId, .. Ids(asked.Tokens), tokenizer.SeparatorId];
        int[] all = Ids(read.Tokens);
        WindowPlan plan = WindowPlan.Create(asked.Count, read.Count, maxLength, overlap);
        return [.. Enumerable.Range(0, plan.Count).Select(index => (int[])[.. before, .. all[plan[index].Begin..plan[index].End], tokenizer.SeparatorId])];
    }

    private static int[] Ids(ReadOnlySpan<Token> tokens)
    {
        int[] ids = new int[tokens.Length];
        for (int index = 0; index < ids.Length; index++)
        {
            ids[index] = tokens[index].Id;
        }

        return ids;
    }
}
