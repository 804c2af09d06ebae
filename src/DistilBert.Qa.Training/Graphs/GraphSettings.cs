namespace DistilBert.Qa.Training.Graphs;

/// <summary>Which of its possible parts a training graph has.</summary>
/// <param name="Masked">Whether windows may hold padding.</param>
/// <param name="HiddenDropout">Whether embeddings and the outputs of feed-forward layers pass a dropout mask.</param>
/// <param name="AttentionDropout">Whether attention probabilities do.</param>
/// <param name="HeadDropout">Whether the last layer's output does, before the head.</param>
/// <param name="Backward">Whether gradients are written, not the losses alone.</param>
internal sealed record GraphSettings(bool Masked, bool HiddenDropout, bool AttentionDropout, bool HeadDropout, bool Backward);
