using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>Writes the rows of a comparison with all that is needed to judge and repeat them.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>NAME.json</c> into a folder and gives its path.</summary>
    public static string Write(string folder, Comparison comparison, IReadOnlyList<Row> rows, string command)
    {
        Directory.CreateDirectory(folder);
        JsonObject file = new()
        {
            ["what"] = comparison.What,
            ["command"] = command,
            ["ratios"] = "medians of the ratios of the rounds",
            ["taken"] = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["machine"] = Machine.Describe(),
            ["versions"] = Machine.Versions(comparison.Versions),
            ["rows"] = new JsonArray([.. rows.Select(ToJson)]),
        };
        string path = Path.Combine(folder, comparison.Name + ".json");
        File.WriteAllText(path, file.ToJsonString(Readable) + "\n");
        return path;
    }

    private static JsonObject ToJson(Row row)
    {
        JsonObject json = new() { ["name"] = row.Name, ["what"] = row.What, ["value"] = Digits(row.Value), ["unit"] = row.Unit };
        if (row.Goal is { } goal)
        {
            json[goal.IsLeast ? "atLeast" : "atMost"] = goal.Bound;
            json["reached"] = goal.IsReachedBy(row.Value);
        }

        if (row.MiddleHalf is { } half)
        {
            json["middleHalf"] = new JsonArray(Digits(half.Low), Digits(half.High));
        }

        if (row.Note is not null)
        {
            json["note"] = row.Note;
        }

        if (row.Contenders.Count > 0)
        {
            json["contenders"] = new JsonArray([.. row.Contenders.Select(static contender => new JsonObject
            {
                ["name"] = contender.Name,
                ["perSecond"] = Digits(contender.PerSecond),
                ["unit"] = contender.Unit,
                ["medianSeconds"] = Digits(contender.Median),
                ["rounds"] = contender.Seconds.Count,
                ["fastest"] = Digits(contender.Seconds.Min()),
                ["slowest"] = Digits(contender.Seconds.Max()),
            })]);
        }

        return json;
    }

    private static double Digits(double value) =>
        double.Parse(value.ToString("G5", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
