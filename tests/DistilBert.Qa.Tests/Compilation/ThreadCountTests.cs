using System.Runtime.InteropServices;
using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

public sealed class ThreadCountTests
{
    [Theory]
    [InlineData(ModelPrecision.Fp32)]
    [InlineData(ModelPrecision.Int8)]
    public void Compile_AnyNumberOfThreads_GivesTheSameBits(ModelPrecision precision)
    {
        // Wide enough for sums that a matrix product takes in parts, and for windows whose share of a thread is small.
        RandomCheckpoint checkpoint = new RandomCheckpoint(31) { Width = 384, Heads = 6, Hidden = 512, Positions = 300, Vocabulary = 200 }.Fill();
        using TemporaryFolder folder = new();
        string model = ModelCompiler.Compile(checkpoint.WriteTo(folder["source"]), folder["compiled"], new() { Precision = precision }).ModelPath;
        using CompiledSession one = new(model);

        foreach (int threads in (int[])[2, 3, 4, 8])
        {
            using CompiledSession many = new(model, threads: threads);
            for (int length = 5; length <= 300; length = (length * 5 / 4) + 1)
            {
                long[] ids = [2, .. Enumerable.Range(0, length - 2).Select(index => (long)(5 + (index * 7 % 190))), 3];

                Bits(many.Run(ids)).Should().Equal(Bits(one.Run(ids)), "{0} tokens run with {1} threads as with one", length, threads);
            }
        }
    }

    private static int[] Bits((float[] Start, float[] End) logits) =>
        MemoryMarshal.Cast<float, int>((float[])[.. logits.Start, .. logits.End]).ToArray();
}
