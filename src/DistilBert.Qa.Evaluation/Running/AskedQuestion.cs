namespace DistilBert.Qa.Evaluation;

/// <summary>A question on its way to the answerer.</summary>
internal readonly record struct AskedQuestion(SquadParagraph Paragraph, SquadQuestion Question)
{
    public bool CanBeAsked => !string.IsNullOrWhiteSpace(Question.Text);

    public QaInput ToInput() => new(Question.Text, Paragraph.Context);
}
