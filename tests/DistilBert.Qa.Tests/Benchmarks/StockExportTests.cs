using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Onnx;
using DistilBert.Qa.Tests.Compilation;

namespace DistilBert.Qa.Tests.Benchmarks;

/// <summary>The peers of the benchmarks run what is written here: it must be what an exporter would have written.</summary>
public sealed class StockExportTests
{
    private static readonly long[] Window = [101, .. Enumerable.Range(0, 60).Select(static index => 1000L + (index * 431 % 28000)), 102];

    [SharedTheory("models/mini", "models/mini-stock")]
    [InlineData("model.onnx", false)]
    [InlineData("model_int8.onnx", true)]
    public void Write_Mini_HasTheOperatorsOfTheRealExport(string real, bool isQuantized)
    {
        using TemporaryFolder folder = new();

        StockExport.Write(Shared.PathOf("models/mini"), folder["model.onnx"], isQuantized);

        Operators(folder["model.onnx"]).Should().Equal(Operators(Shared.PathOf("models/mini-stock/" + real)));
    }

    [SharedFact("models/mini", "models/mini-stock")]
    public void Write_MiniInFp32_GivesTheLogitsOfTheRealExport()
    {
        using TemporaryFolder folder = new();
        StockExport.Write(Shared.PathOf("models/mini"), folder["model.onnx"], int8: false);
        using CompiledSession written = new(folder["model.onnx"]);
        using CompiledSession exported = new(Shared.PathOf("models/mini-stock/model.onnx"));

        Distance(written.Run(Window).Start, exported.Run(Window).Start).Should().BeLessThan(1e-4);
        Distance(written.Run(Window).End, exported.Run(Window).End).Should().BeLessThan(1e-4);
    }

    [SharedFact("models/mini", "models/mini-stock")]
    public void Write_MiniInInt8_IsAsFarFromFp32AsTheRealQuantization()
    {
        using TemporaryFolder folder = new();
        StockExport.Write(Shared.PathOf("models/mini"), folder["model.onnx"], int8: true);
        using CompiledSession written = new(folder["model.onnx"]);
        using CompiledSession quantized = new(Shared.PathOf("models/mini-stock/model_int8.onnx"));
        using CompiledSession exact = new(Shared.PathOf("models/mini-stock/model.onnx"));

        double real = MeanDistance(quantized.Run(Window).Start, exact.Run(Window).Start);

        // Rounding by one scale for a whole input makes noise of a size that is the model's own, and values that no two programs share.
        MeanDistance(written.Run(Window).Start, exact.Run(Window).Start).Should().BeInRange(real / 2, real * 2);
    }

    [Fact]
    public void Write_AnyCheckpoint_GivesTheLogitsOfOurCompiler()
    {
        using TemporaryFolder folder = new();
        string source = new RandomCheckpoint(5).Fill().WriteTo(folder["source"]);
        string ours = ModelCompiler.Compile(source, folder["ours"], new() { Precision = ModelPrecision.Fp32 }).ModelPath;
        StockExport.Write(source, folder["stock.onnx"], int8: false);
        StockExport.Write(source, folder["stock_int8.onnx"], int8: true);
        using CompiledSession compiled = new(ours);
        using CompiledSession stock = new(folder["stock.onnx"]);
        using CompiledSession int8 = new(folder["stock_int8.onnx"], exactInt8: true);
        long[] ids = [2, 17, 40, 3, 8, 31, 5, 22, 9, 14, 3];

        Distance(stock.Run(ids).Start, compiled.Run(ids).Start).Should().BeLessThan(1e-4);
        Distance(stock.Run(ids).End, compiled.Run(ids).End).Should().BeLessThan(1e-4);
        Distance(int8.Run(ids).Start, compiled.Run(ids).Start).Should().BeLessThan(0.2);
        stock.Inputs.Should().Equal("input_ids", "attention_mask");
    }

    // Exporters write constants as nodes, and the quantiser puts nodes in another order: neither matters to who runs them.
    private static SortedDictionary<string, int> Operators(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return new(
            ModelProto.Parser.ParseFrom(stream).Graph.Node.Where(static node => node.OpType != "Constant").CountBy(static node => node.OpType).ToDictionary(),
            StringComparer.Ordinal);
    }

    private static double MeanDistance(float[] one, float[] other) => one.Zip(other, static (a, b) => Math.Abs((double)a - b)).Average();

    private static double Distance(float[] one, float[] other) => one.Zip(other, static (a, b) => Math.Abs((double)a - b)).Max();
}
