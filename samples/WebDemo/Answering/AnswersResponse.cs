namespace WebDemo.Answering;

/// <summary>The results, in the order of the inputs.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Results">One result per input.</param>
/// <param name="Milliseconds">How long the server took.</param>
internal sealed record AnswersResponse(string Model, QuestionResult[] Results, double Milliseconds);
