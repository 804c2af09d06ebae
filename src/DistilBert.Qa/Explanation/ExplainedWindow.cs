namespace DistilBert.Qa;

/// <summary>What the model said about one window.</summary>
/// <param name="Context">Which of the input's contexts it is cut from, from 0.</param>
/// <param name="Window">Which window of that context, from 0.</param>
/// <param name="FirstToken">Its first token, counted from 0 over the whole context.</param>
/// <param name="StartLogits">For each of its context tokens the logit of being the first of the answer.</param>
/// <param name="EndLogits">For each of its context tokens the logit of being the last of the answer.</param>
/// <param name="NoAnswerScore">The sum of the logits at [CLS]: the score of "no answer".</param>
public sealed record ExplainedWindow(
    int Context,
    int Window,
    int FirstToken,
    IReadOnlyList<float> StartLogits,
    IReadOnlyList<float> EndLogits,
    float NoAnswerScore);
