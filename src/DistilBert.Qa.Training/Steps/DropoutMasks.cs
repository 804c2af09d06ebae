using DistilBert.Qa.Training.Graphs;
using DistilBert.Qa.Training.Parameters;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Draws dropout masks that depend on the seed, the step, the place in the graph and the window, and on nothing that happened before.</summary>
/// <remarks>So a resumed run drops what the undisturbed one does, however the windows of a step are split into runs.</remarks>
internal sealed class DropoutMasks(Architecture architecture, DropoutRates rates, long seed)
{
    private readonly Dictionary<string, PinnedBuffer<float>> _buffers = new(StringComparer.Ordinal);

    /// <summary>The step the next masks are for.</summary>
    public int Step { get; set; }

    /// <summary>Draws the masks of a run; valid until the next.</summary>
    public IEnumerable<(string Name, OrtValue Value)> Draw(IReadOnlyList<DropoutSite> sites, int windows, int length, int firstWindow)
    {
        for (int index = 0; index < sites.Count; index++)
        {
            DropoutSite site = sites[index];
            long[] shape = site.Kind == DropoutKind.Attention
                ? [windows, architecture.Config.Heads, length, length]
                : [(long)windows * length, architecture.Width];
            int perWindow = checked((int)(shape.Aggregate(1L, static (product, dimension) => product * dimension) / windows));
            PinnedBuffer<float> buffer = BufferOf(site.Input);
            buffer.Reserve(checked(perWindow * windows));
            float rate = (float)rates.Of(site.Kind);
            int place = index;
            Parallel.For(0, windows, window => Fill(buffer.Reserve(perWindow * windows).Slice(window * perWindow, perWindow), rate, Counter.Key(seed, Step, place, firstWindow + window)));
            yield return (site.Input, buffer.ToTensor(shape));
        }
    }

    private static void Fill(Span<float> mask, float rate, ulong key)
    {
        float kept = 1 / (1 - rate);
        uint threshold = (uint)(rate * (double)uint.MaxValue);
        for (int index = 0; index < mask.Length; index += 2)
        {
            ulong bits = Counter.At(key, index);
            mask[index] = (uint)bits < threshold ? 0 : kept;
            if (index + 1 < mask.Length)
            {
                mask[index + 1] = (uint)(bits >> 32) < threshold ? 0 : kept;
            }
        }
    }

    private PinnedBuffer<float> BufferOf(string site)
    {
        if (!_buffers.TryGetValue(site, out PinnedBuffer<float>? buffer))
        {
            _buffers.Add(site, buffer = new());
        }

        return buffer;
    }
}
