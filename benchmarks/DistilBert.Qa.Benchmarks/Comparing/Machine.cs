using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;
using DistilBert.Qa.Compilation;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>What was measured on.</summary>
internal static class Machine
{
    /// <summary>The processor as a folder's name.</summary>
    public static string Folder
    {
        get
        {
            string name = $"{ProviderSurvey.Take().Processor}{(Generation() is { } generation ? " " + generation : "")}";
            char[] letters = [.. name.ToLowerInvariant().Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')];
            return string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public static JsonObject Describe()
    {
        ProviderSurvey survey = ProviderSurvey.Take();
        return new JsonObject
        {
            ["processor"] = survey.Processor,
            ["generation"] = Generation(),
            ["features"] = new JsonArray([.. survey.CpuFeatures.Select(static feature => (JsonNode)feature)]),
            ["memoryGB"] = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9),
            ["system"] = RuntimeInformation.OSDescription.Trim(),
        };
    }

    public static JsonObject Versions(IEnumerable<KeyValuePair<string, string>> peers) => new(
    [
        new("runtime", RuntimeInformation.FrameworkDescription),
        new("onnxRuntime", OrtEnv.Instance().GetVersionString()),
        new("compiler", ModelCompiler.Version.ToString(CultureInfo.InvariantCulture)),
        new("Microsoft.ML.Tokenizers", typeof(BertTokenizer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]),
        .. peers.Select(static peer => KeyValuePair.Create(peer.Key, (JsonNode?)peer.Value)),
    ]);

    // A brand such as "AMD EPYC" is carried by processors of very different speed; family and model tell them apart (CPUID leaf 1).
    private static string? Generation()
    {
        if (!X86Base.IsSupported)
        {
            return null;
        }

        int signature = X86Base.CpuId(1, 0).Eax;
        int family = (signature >> 8) & 0xF;
        family += family == 0xF ? (signature >> 20) & 0xFF : 0;
        int model = ((signature >> 4) & 0xF) | ((signature >> 12) & 0xF0);
        return string.Create(CultureInfo.InvariantCulture, $"family {family} model {model}");
    }
}
