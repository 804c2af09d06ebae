namespace DistilBert.Qa.Models.Hub;

/// <summary>What is wanted of the hub.</summary>
/// <param name="Repository">The repository, <c>owner/name</c>.</param>
/// <param name="Revision">The branch, tag or commit.</param>
/// <param name="Precision">32-bit or 8-bit, for repositories that have ONNX files only.</param>
/// <param name="IsDemanded">Whether the user asked for this precision by name.</param>
/// <param name="CheckConfiguration">Looks at a checkpoint's configuration file before its weights are fetched, and throws if they would be of no use.</param>
internal sealed record HubRequest(string Repository, string Revision, ModelPrecision Precision, bool IsDemanded, Action<string> CheckConfiguration);
