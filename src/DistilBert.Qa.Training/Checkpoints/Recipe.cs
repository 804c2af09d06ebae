using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using DistilBert.Qa.Training.Data;

namespace DistilBert.Qa.Training.Checkpoints;

/// <summary>Says in a text what a run computes, so that one is not resumed as another.</summary>
internal static class Recipe
{
    /// <summary>The options that matter for the result, and a hash of the windows.</summary>
    public static string Describe(TrainingOptions options, IReadOnlyList<TrainingWindow> windows)
    {
        // Where things lie, how often they are saved, on how many threads they run and what is done with the result does not change them.
        TrainingOptions essence = options with
        {
            From = Path.GetFullPath(options.From),
            Output = "",
            Calibrate = false,
            CheckpointEvery = 1,
            Resume = false,
            Threads = null,
            MetricsFile = null,
            ReportFile = null,
        };
        return JsonSerializer.Serialize(essence, RunHistoryContext.Default.TrainingOptions) + " windows " + Hash(windows);
    }

    private static string Hash(IReadOnlyList<TrainingWindow> windows)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (TrainingWindow window in windows)
        {
            foreach (int number in window.Ids.Concat(window.Targets.SelectMany(static target => new[] { target.First, target.Last })).Append(-1))
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
