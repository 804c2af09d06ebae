using System.Text.Json;
using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

/// <summary>The compiled models against logits that PyTorch gave.</summary>
public sealed class RecordedLogitsTests
{
    [SharedFact("models/mini", "data/golden/logits.jsonl")]
    public void Compile_MiniInFp32_AgreesWithPyTorch()
    {
        using TemporaryFolder folder = new();
        CompiledModel model = ModelCompiler.Compile(Shared.PathOf("models/mini"), folder["mini"], new() { Precision = ModelPrecision.Fp32 });
        using CompiledSession session = new(model.ModelPath);

        foreach (Recorded row in Rows())
        {
            (float[] start, float[] end) = session.Run(row.Ids);
            Largest(start, row.Start).Should().BeLessThan(1e-4, "of a window of {0} tokens", row.Ids.Length);
            Largest(end, row.End).Should().BeLessThan(1e-4, "of a window of {0} tokens", row.Ids.Length);
        }
    }

    [SharedFact("models/mini", "data/golden/logits.jsonl")]
    public void Compile_MiniInInt8_IsCloseToPyTorch()
    {
        using TemporaryFolder folder = new();
        CompiledModel model = ModelCompiler.Compile(Shared.PathOf("models/mini"), folder["mini"], new() { Precision = ModelPrecision.Int8 });
        using CompiledSession session = new(model.ModelPath);
        using CompiledSession exact = new(model.ModelPath, exactInt8: true);

        double sum = 0;
        long count = 0;
        foreach (Recorded row in Rows())
        {
            (float[] start, float[] end) = session.Run(row.Ids);
            start.Should().Equal(exact.Run(row.Ids).Start, "no sum saturates, with VNNI or without");
            sum += start.Zip(row.Start, static (a, b) => Math.Abs(a - b)).Sum() + end.Zip(row.End, static (a, b) => Math.Abs(a - b)).Sum();
            count += 2 * row.Ids.Length;
        }

        (sum / count).Should().BeLessThan(0.06, "the stock quantisation per channel is 0.131 away on average");
        model.ModelBytes.Should().BeLessThan(24_000_000);
    }

    [SharedTheory("models/tiny/logits.json", "models/tiny-float16", "models/tiny-bfloat16")]
    [InlineData("tiny", null)]
    [InlineData("tiny-float16", "float16")]
    [InlineData("tiny-bfloat16", "bfloat16")]
    public void Compile_TinyInEachStoredType_AgreesWithPyTorch(string name, string? part)
    {
        using TemporaryFolder folder = new();
        CompiledModel model = ModelCompiler.Compile(Shared.PathOf("models/" + name), folder["tiny"], new() { Precision = ModelPrecision.Fp32 });
        using CompiledSession session = new(model.ModelPath);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Shared.PathOf("models/tiny/logits.json")));

        int compared = 0;
        foreach (JsonElement row in document.RootElement.EnumerateArray())
        {
            JsonElement logits = row;
            if (part is not null && !row.TryGetProperty(part, out logits))
            {
                continue;
            }

            (float[] start, float[] end) = session.Run([.. row.GetProperty("ids").EnumerateArray().Select(static id => id.GetInt64())]);
            Largest(start, Numbers(logits, "start")).Should().BeLessThan(1e-4);
            Largest(end, Numbers(logits, "end")).Should().BeLessThan(1e-4);
            compared++;
        }

        compared.Should().BeGreaterThanOrEqualTo(4);
    }

    [SharedFact("models/mini", "models/mini-stock/model.onnx", "data/golden/windows.jsonl")]
    public void Compile_MiniInFp32_PointsWhereTheStockExportPoints()
    {
        using TemporaryFolder folder = new();
        CompiledModel model = ModelCompiler.Compile(Shared.PathOf("models/mini"), folder["mini"], new() { Precision = ModelPrecision.Fp32 });
        using CompiledSession ours = new(model.ModelPath);
        using CompiledSession stock = new(Shared.PathOf("models/mini-stock/model.onnx"));

        foreach (long[] ids in Windows().Where(static ids => ids.Length <= 192).Take(60))
        {
            (float[] start, float[] end) = ours.Run(ids);
            (float[] stockStart, float[] stockEnd) = stock.Run(ids);
            Best(start, end).Should().Be(Best(stockStart, stockEnd));
        }
    }

    private static IEnumerable<Recorded> Rows()
    {
        foreach (string line in File.ReadLines(Shared.PathOf("data/golden/logits.jsonl")))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            yield return new Recorded(
                [.. document.RootElement.GetProperty("ids").EnumerateArray().Select(static id => id.GetInt64())],
                Numbers(document.RootElement, "start"),
                Numbers(document.RootElement, "end"));
        }
    }

    private static IEnumerable<long[]> Windows()
    {
        foreach (string line in File.ReadLines(Shared.PathOf("data/golden/windows.jsonl")))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            foreach (JsonElement window in document.RootElement.GetProperty("windows").EnumerateArray())
            {
                yield return [.. window.GetProperty("ids").EnumerateArray().Select(static id => id.GetInt64())];
            }
        }
    }

    private static float[] Numbers(JsonElement row, string key) => [.. row.GetProperty(key).EnumerateArray().Select(static number => number.GetSingle())];

    private static double Largest(float[] actual, float[] expected) => actual.Zip(expected, static (a, b) => Math.Abs(a - b)).Max();

    private static (int Start, int End) Best(float[] start, float[] end)
    {
        (int, int) best = default;
        float score = float.NegativeInfinity;
        for (int i = 0; i < start.Length; i++)
        {
            for (int j = i; j < Math.Min(end.Length, i + 30); j++)
            {
                if (start[i] + end[j] > score)
                {
                    score = start[i] + end[j];
                    best = (i, j);
                }
            }
        }

        return best;
    }

    private sealed record Recorded(long[] Ids, float[] Start, float[] End);
}
