using System.Text.Json;

namespace DistilBert.Qa.Inference;

/// <summary>A package that brings the native library of ONNX Runtime.</summary>
internal sealed record NativePackage(string Id, string Version)
{
    private const string Family = "Microsoft.ML.OnnxRuntime";

    // Parts of the family that bring no onnxruntime library of their own.
    private static readonly string[] WithoutLibrary = [".Managed", ".Extensions"];

    /// <summary>Those of this app, as its <c>*.deps.json</c> lists them; empty for an app without one (NativeAOT, single file).</summary>
    public static IReadOnlyList<NativePackage> InThisApp { get; } = FindInThisApp();

    public override string ToString() => $"{Id} {Version}";

    /// <summary>Finds the packages in the text of a <c>*.deps.json</c>, parts of one package (.Gpu.Linux, .Gpu.Windows) as one.</summary>
    public static IReadOnlyList<NativePackage> Find(ReadOnlyMemory<byte> dependencies)
    {
        using JsonDocument document = JsonDocument.Parse(dependencies);
        if (!document.RootElement.TryGetProperty("libraries", out JsonElement libraries))
        {
            return [];
        }

        return [.. libraries.EnumerateObject()
            .Select(static library => library.Name.Split('/'))
            .Where(static parts => parts.Length == 2 && BringsLibrary(parts[0]))
            .Select(static parts => new NativePackage(Whole(parts[0]), parts[1]))
            .DistinctBy(static package => package.Id.ToUpperInvariant())
            .OrderBy(static package => package.Id, StringComparer.Ordinal)];
    }

    private static bool BringsLibrary(string id)
    {
        if (id.Equals("Intel.ML.OnnxRuntime.OpenVino", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return id.StartsWith(Family, StringComparison.OrdinalIgnoreCase)
            && (id.Length == Family.Length || id[Family.Length] == '.')
            && !WithoutLibrary.Any(part => id.AsSpan(Family.Length).StartsWith(part, StringComparison.OrdinalIgnoreCase));
    }

    private static string Whole(string id)
    {
        const string Gpu = Family + ".Gpu";
        return id.StartsWith(Gpu + ".", StringComparison.OrdinalIgnoreCase) ? Gpu : id;
    }

    private static IReadOnlyList<NativePackage> FindInThisApp()
    {
        // The host names the app's own file first, the frameworks' after it.
        string? file = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string)?.Split(';').FirstOrDefault(File.Exists);
        if (file is null)
        {
            return [];
        }

        try
        {
            return Find(File.ReadAllBytes(file));
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            // The file only helps to explain; the host has read it before and would have refused a damaged one.
            return [];
        }
    }
}
