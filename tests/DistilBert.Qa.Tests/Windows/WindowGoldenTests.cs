using System.Text.Json;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Windows;

public class WindowGoldenTests
{
    // The tokenizer that recorded the windows stops reading a context after as many tokens as a window has (it was set to cut there):
    // 62 of the 120 records end early. What they hold must be what we give, window for window and token for token; we go on.
    [SharedFact("data/golden/windows.jsonl", "data/vocab.txt")]
    public void Windows_RecordedQuestions_EqualTheReference()
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(Shared.PathOf("data/vocab.txt"));
        foreach (string line in File.ReadLines(Shared.PathOf("data/golden/windows.jsonl")))
        {
            using JsonDocument record = JsonDocument.Parse(line);
            JsonElement root = record.RootElement;
            TokenBuffer question = new();
            TokenBuffer context = new();
            tokenizer.Tokenize(root.GetProperty("question").GetString(), question);
            tokenizer.Tokenize(root.GetProperty("context").GetString(), context);
            WindowPlan plan = WindowPlan.Create(question.Count, context.Count, root.GetProperty("maxLen").GetInt32(), root.GetProperty("stride").GetInt32());

            JsonElement[] expected = [.. root.GetProperty("windows").EnumerateArray()];
            string name = root.GetProperty("id").GetString()!;
            int recorded = RecordedContextTokens(expected, question.Count, root.GetProperty("stride").GetInt32());
            bool cut = recorded < context.Count;
            if (cut)
            {
                recorded.Should().BeGreaterThanOrEqualTo(root.GetProperty("maxLen").GetInt32(), name);
            }

            plan.Count.Should().BeGreaterThanOrEqualTo(expected.Length, name);
            (cut || plan.Count == expected.Length).Should().BeTrue(name);
            for (int index = 0; index < expected.Length; index++)
            {
                Window window = plan[index];
                Window shown = window with { End = Math.Min(window.End, recorded) };
                Token[] slice = context.Tokens[shown.Begin..shown.End].ToArray();
                Token[] asked = question.Tokens.ToArray();
                string because = $"{name} window {index}";

                int[] ids = [tokenizer.ClassificationId, .. asked.Select(token => token.Id), tokenizer.SeparatorId, .. slice.Select(token => token.Id), tokenizer.SeparatorId];
                ids.Should().Equal(expected[index].GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), because);
                (int, int)[] offsets = [(0, 0), .. asked.Select(Offsets), (0, 0), .. slice.Select(Offsets), (0, 0)];
                offsets.Should().Equal(expected[index].GetProperty("offsets_utf16").EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32())), because);
            }
        }
    }

    private static int RecordedContextTokens(JsonElement[] windows, int questionTokens, int overlap) =>
        windows.Sum(window => window.GetProperty("ids").GetArrayLength() - questionTokens - WindowPlan.ControlTokens) - ((windows.Length - 1) * overlap);

    private static (int Start, int End) Offsets(Token token) => (token.Start, token.End);
}
