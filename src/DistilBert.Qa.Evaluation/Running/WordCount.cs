namespace DistilBert.Qa.Evaluation;

/// <summary>Counts words as a reader would: runs without white space.</summary>
internal static class WordCount
{
    public static int Of(string text)
    {
        int words = 0;
        bool inWord = false;
        foreach (char unit in text)
        {
            bool isWord = !char.IsWhiteSpace(unit);
            words += isWord && !inWord ? 1 : 0;
            inWord = isWord;
        }

        return words;
    }
}
