using System.Text.Json.Nodes;
using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Tests.Compilation;

/// <summary>Splits a checkpoint's weights as transformers does above a size.</summary>
internal static class Shards
{
    /// <summary>Replaces <c>model.safetensors</c> by two files and an index.</summary>
    public static void Split(string folder)
    {
        string whole = Path.Combine(folder, "model.safetensors");
        JsonObject map = [];
        using (SafetensorsFile file = SafetensorsFile.Open(whole))
        {
            foreach (int part in (int[])[1, 2])
            {
                string name = $"model-0000{part}-of-00002.safetensors";
                SafetensorsEntry[] entries = [.. file.Entries.Where((_, i) => i % 2 == part - 1)];
                SafetensorsWriter.Write(
                    Path.Combine(folder, name),
                    [.. entries.Select(entry => new SafetensorsSource(entry.Name, entry.Type, entry.Shape, (first, values) => file.Read(entry, first, values)))]);
                Array.ForEach(entries, entry => map[entry.Name] = name);
            }
        }

        File.Delete(whole);
        File.WriteAllText(whole + ".index.json", new JsonObject { ["weight_map"] = map }.ToJsonString());
    }
}
