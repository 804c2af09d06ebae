namespace DistilBert.Qa.Tool.Tests.Evaluate;

/// <summary>Data sets of a few questions.</summary>
internal static class SmallData
{
    public const string Version1 = """
        {"version": "1.1", "data": [{"title": "Treaty", "paragraphs": [{"context": "In 1648, after thirty years of war, the treaty was signed in Münster.", "qas": [
          {"id": "when", "question": "When was the treaty signed?", "answers": [{"text": "1648", "answer_start": 3}]},
          {"id": "where", "question": "Where was the treaty signed?", "answers": [{"text": "Münster", "answer_start": 61}]},
          {"id": "long", "question": "How long was the war?", "answers": [{"text": "thirty years", "answer_start": 15}]}]}]}]}
        """;

    public const string Version2 = """
        {"version": "v2.0", "data": [{"title": "Treaty", "paragraphs": [{"context": "In 1648, after thirty years of war, the treaty was signed in Münster.", "qas": [
          {"id": "when", "question": "When was the treaty signed?", "is_impossible": false, "answers": [{"text": "1648", "answer_start": 3}]},
          {"id": "cost", "question": "What did the paper cost?", "is_impossible": true, "answers": []}]}]}]}
        """;
}
