using System.Text.Json;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Models;

/// <summary>What a compiled model was made of and what it must look like, written beside it.</summary>
internal sealed record CompiledManifest(string Source, string Compiler, string Processor, ModelPrecision Precision, IReadOnlyList<CompiledFile> Files)
{
    public const string FileName = "manifest.json";
    private const int Format = 1;
    private const int LargestManifest = 1024 * 1024;

    /// <summary>Reads it from a compiled model's folder; <see langword="null"/> if it is missing, damaged, or of another format.</summary>
    public static CompiledManifest? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= LargestManifest ? Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever asks compiles the model anew, which also mends this or says why it cannot.
            return null;
        }
    }

    /// <summary>Reads its content; <see langword="null"/> if that is damaged or of another format.</summary>
    public static CompiledManifest? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = document.RootElement;
            List<CompiledFile> files = [.. root.GetProperty("files").EnumerateArray().Select(ReadFile)];
            return root.GetProperty("format").GetInt32() == Format && Enum.TryParse(Text(root, "precision"), out ModelPrecision precision)
                && files.Any(file => file.Name == ModelFiles.Graph) && files.All(file => HubNames.IsPlainFile(file.Name))
                ? new CompiledManifest(Text(root, "source"), Text(root, "compiler"), Text(root, "processor"), precision, files)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes it into a compiled model's folder.</summary>
    public void Write(string folder)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            writer.WriteString("source", Source);
            writer.WriteString("compiler", Compiler);
            writer.WriteString("processor", Processor);
            writer.WriteString("precision", Precision.ToString());
            writer.WriteStartArray("files");
            foreach (CompiledFile file in Files)
            {
                writer.WriteStartObject();
                writer.WriteString("name", file.Name);
                writer.WriteNumber("size", file.Size);
                writer.WriteNumber("modified", file.Modified);
                writer.WriteString("sha256", file.Sha256);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        AtomicFile.Write(Path.Combine(folder, FileName), System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static CompiledFile ReadFile(JsonElement file) =>
        new(Text(file, "name"), file.GetProperty("size").GetInt64(), file.GetProperty("modified").GetInt64(), Text(file, "sha256"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null.");
}
