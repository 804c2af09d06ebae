namespace DistilBert.Qa;

/// <summary>Where an answer comes from in the model's output.</summary>
/// <param name="StartLogit">The logit of the answer's first token as start.</param>
/// <param name="EndLogit">The logit of the answer's last token as end.</param>
/// <param name="Window">The window of its context that gave the answer, from 0.</param>
/// <param name="StartToken">The first token, counted from 0 over the whole context.</param>
/// <param name="EndToken">The last token, counted from 0 over the whole context, inclusive.</param>
public readonly record struct AnswerEvidence(float StartLogit, float EndLogit, int Window, int StartToken, int EndToken);
