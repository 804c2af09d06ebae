using System.Text.Json;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Models;

/// <summary>The index of a checkpoint in shards, <c>model.safetensors.index.json</c>.</summary>
internal static class ShardIndex
{
    private const int LargestIndex = 64 * 1024 * 1024;
    private const int MostShards = 1000;

    /// <summary>The names of the shards, each once, in order.</summary>
    /// <exception cref="ModelException">The index is damaged, or names a file outside its folder.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        return HubCache.LengthOf(path) <= LargestIndex
            ? Parse(File.ReadAllBytes(path), path)
            : throw Refuse(path, $"it is over {LargestIndex >> 20} MiB long");
    }

    /// <summary>The names of the shards that an index with this content names.</summary>
    /// <param name="json">The content.</param>
    /// <param name="path">Where it came from, for messages.</param>
    /// <exception cref="ModelException">The index is damaged, or names a file outside its folder.</exception>
    public static IReadOnlyList<string> Parse(ReadOnlyMemory<byte> json, string path)
    {
        var shards = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("weight_map", out JsonElement map) || map.ValueKind != JsonValueKind.Object)
            {
                throw Refuse(path, "it has no object \"weight_map\"");
            }

            foreach (JsonProperty tensor in map.EnumerateObject())
            {
                string? shard = tensor.Value.ValueKind == JsonValueKind.String ? tensor.Value.GetString() : null;
                if (shard is null || !HubNames.IsPlainFile(shard) || !shard.EndsWith(".safetensors", StringComparison.Ordinal))
                {
                    throw Refuse(path, "a tensor's file is not the plain name of a *.safetensors file beside it");
                }

                shards.Add(shard);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ModelException($"{path} is no valid JSON: {Sentence.Of(exception)} Fetch the model again.", exception);
        }

        return shards.Count is > 0 and <= MostShards ? [.. shards] : throw Refuse(path, $"it names {shards.Count} shards where 1 to {MostShards} are read");
    }

    private static ModelException Refuse(string path, string reason) => new($"{path} cannot be used: {reason}. Fetch the model again, or ask its author.");
}
