namespace DistilBert.Qa.Tool.Tests.Train;

/// <summary>Questions that the tiny checkpoint's vocabulary can spell.</summary>
internal static class Rivers
{
    public const string Data = """
        {"context": "the danube flows through vienna .", "qas": [{"id": "d", "question": "which river flows through vienna ?", "answers": [{"text": "danube", "answer_start": 4}]}]}
        {"context": "vienna is the river of austria .", "qas": [{"id": "v", "question": "which is the river of austria ?", "answers": [{"text": "vienna", "answer_start": 0}]}]}
        {"context": "the river is the danube of austria .", "qas": [{"id": "r", "question": "which river is the danube ?", "answers": [{"text": "river", "answer_start": 4}]}]}

        """;

    /// <summary>Questions in so many contexts, all different.</summary>
    public static string Many(int contexts) => string.Concat(Enumerable.Range(0, contexts).Select(static index =>
    {
        string before = string.Concat(Enumerable.Range(0, 6).Select(bit => ((index >> bit) & 1) == 0 ? "river " : "austria "));
        return $$"""{"context": "{{before}}. the danube flows through vienna .", "qas": [{"id": "{{index}}", "question": "which flows through vienna ?", "answers": [{"text": "danube", "answer_start": {{before.Length + 6}}}]}]}""" + "\n";
    }));
}
