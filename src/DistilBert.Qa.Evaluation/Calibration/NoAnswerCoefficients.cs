namespace DistilBert.Qa.Evaluation;

/// <summary>What the signals of a question add to the logarithm of the odds that it has no answer; <see cref="NoAnswerSignal"/> tells what they are.</summary>
/// <param name="Prior">Before any signal.</param>
/// <param name="Margin">For each logit by which the best span outweighs the model's own "no answer": 0 or less.</param>
/// <param name="Negation">For a negation in the question: 0 or more.</param>
/// <param name="FarNumbers">For each number of the question that does not stand near the best span: 0 or more.</param>
/// <param name="FarNames">For each name of the question that does not stand near the best span: 0 or more.</param>
public sealed record NoAnswerCoefficients(double Prior, double Margin, double Negation, double FarNumbers, double FarNames);
