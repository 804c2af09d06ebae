namespace DistilBert.Qa;

/// <summary>A model that is on this machine.</summary>
/// <param name="Kind">Where it is kept.</param>
/// <param name="Name"><c>mini</c>, the hub id with revision or commit, or what a compiled model was made from.</param>
/// <param name="Path">The absolute path of its folder.</param>
/// <param name="Bytes">What its files take up, in bytes; content that two snapshots share counts for both.</param>
/// <param name="Precision">The precision of a compiled model, else <see langword="null"/>.</param>
public sealed record StoredModel(StoredModelKind Kind, string Name, string Path, long Bytes, ModelPrecision? Precision = null);
