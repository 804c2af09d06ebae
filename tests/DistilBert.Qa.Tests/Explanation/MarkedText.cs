namespace DistilBert.Qa.Tests.Explanation;

/// <summary>A context in which an answer is marked by [ ] and the sentence expected around it by { }.</summary>
internal sealed record MarkedText(string Context, string Sentence, int SentenceStart, Answer Answer)
{
    public static MarkedText Parse(string marked)
    {
        string context = string.Concat(marked.Where(static character => character is not ('[' or ']' or '{' or '}')));
        int start = PlaceOf(marked, '[');
        int end = PlaceOf(marked, ']');
        return new(
            context,
            context[PlaceOf(marked, '{')..PlaceOf(marked, '}')],
            PlaceOf(marked, '{'),
            new() { Text = context[start..end], Start = start, End = end, Probability = 1, Score = 0 });
    }

    private static int PlaceOf(string marked, char mark)
    {
        int place = marked.IndexOf(mark, StringComparison.Ordinal);
        return place - marked[..place].Count(static character => character is '[' or ']' or '{' or '}');
    }
}
