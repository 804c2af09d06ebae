namespace DistilBert.Qa.Tests.Explanation;

/// <summary>Answers at random but fast; the model takes windows of 128 tokens at most.</summary>
internal static class TinyAnswerer
{
    public const string Model = "models/tiny-stock";

    public static QuestionAnswerer Create() =>
        QuestionAnswerer.Create(new() { Model = Shared.PathOf(Model), Answers = new() { MaxLength = 128, Overlap = 32 } });
}
