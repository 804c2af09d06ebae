namespace DistilBert.Qa.Evaluation;

/// <summary>A question on its way to the model that is to be calibrated.</summary>
/// <param name="Asked">The question, and the context it is asked of.</param>
/// <param name="Kind">What the two have to do with each other.</param>
/// <param name="Half">Which half of the articles it is from: 0 or 1.</param>
/// <param name="IsFromV2">Whether its data set has questions without an answer.</param>
internal readonly record struct CalibrationQuestion(AskedQuestion Asked, QuestionKind Kind, int Half, bool IsFromV2)
{
    /// <summary>What makes it another question for the model.</summary>
    public (string Question, string Context) Key => (Asked.Question.Text, Asked.Paragraph.Context);
}
