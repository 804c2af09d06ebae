namespace DistilBert.Qa;

/// <summary>Where the time of a question went.</summary>
/// <param name="Preparation">Checks, tokens and windows.</param>
/// <param name="Model">The runs of the model, added up; runs that go side by side count each.</param>
/// <param name="Decoding">Finding the best spans of each window, added up.</param>
/// <param name="Merging">Making one list of answers.</param>
/// <param name="Total">From the call to the result, waiting for other calls included.</param>
public sealed record QaTimings(TimeSpan Preparation, TimeSpan Model, TimeSpan Decoding, TimeSpan Merging, TimeSpan Total);
