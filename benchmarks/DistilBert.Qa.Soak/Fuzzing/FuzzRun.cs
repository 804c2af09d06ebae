using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>Gives one reader a number of damaged inputs, all made from one seed, and counts what comes of it.</summary>
/// <remarks>An input that is answered as none was before is kept, and some that are read are; they are damaged further: so the search goes deeper than one step from what is sound.</remarks>
internal sealed class FuzzRun(FuzzTarget target, int seed)
{
    private const int LargestCorpus = 4096;
    private const int MostKinds = 1000;
    private const int MostFindings = 20;

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _corpus = [.. target.Seeds];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonObject> _findings = new(StringComparer.Ordinal);
    private long _read;
    private long _foreign;
    private double _slowest;
    private long _mostAllocated;

    public JsonObject Run(long count, CancellationToken cancellationToken)
    {
        CheckSeeds();
        Mutator mutator = new(target.Words, _random);
        using Watchdog watchdog = new(target.Name);
        for (long index = 0; index < count; index++)
        {
            if (index % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            byte[] input = mutator.Mutate(Pick(), Pick());
            watchdog.Begin(input);
            One(input);
        }

        return new()
        {
            ["target"] = target.Name,
            ["seed"] = seed,
            ["inputs"] = count,
            ["read"] = _read,
            ["refused"] = _refused.Values.Sum(),
            ["refusedBy"] = new JsonObject(_refused.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["kindsOfOutcome"] = _seen.Count,
            ["keptInputs"] = _corpus.Count - target.Seeds.Count,
            ["slowestMilliseconds"] = Math.Round(_slowest, 2),
            ["mostAllocatedKilobytes"] = _mostAllocated / 1024,
            ["foreignExceptions"] = _foreign,
            ["findings"] = new JsonArray([.. _findings.Values]),
        };
    }

    // As often from what is sound as from what was found, which is mostly broken.
    private byte[] Pick() => _random.Next(2) == 0 ? target.Seeds[_random.Next(target.Seeds.Count)] : _corpus[_random.Next(_corpus.Count)];

    // A seed that is refused would show nothing but the first check of the reader.
    private void CheckSeeds()
    {
        foreach (byte[] sound in target.Seeds)
        {
            target.Read(sound);
        }
    }

    private void One(byte[] input)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        double milliseconds = Time(input, out Exception? error);
        _mostAllocated = Math.Max(_mostAllocated, GC.GetAllocatedBytesForCurrentThread() - allocated);
        if (milliseconds > _slowest)
        {
            // Once more: the first time, something else may have had the processor.
            _slowest = Math.Max(_slowest, Math.Min(milliseconds, Time(input, out _)));
        }

        Count(input, error);
        bool isNew = _seen.Count < MostKinds && _seen.Add(KindOf(error));
        if (_corpus.Count < LargestCorpus && (isNew || (error is null && _random.Next(16) == 0)))
        {
            _corpus.Add(input);
        }
    }

    private double Time(byte[] input, out Exception? error)
    {
        long started = Stopwatch.GetTimestamp();
        error = null;
        try
        {
            target.Read(input);
        }
        catch (Exception refusal)
        {
            error = refusal;
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private void Count(byte[] input, Exception? error)
    {
        if (error is null)
        {
            _read++;
        }
        else if (target.Refusals.Any(refusal => refusal.IsInstanceOfType(error)))
        {
            _refused[error.GetType().Name] = _refused.GetValueOrDefault(error.GetType().Name) + 1;
        }
        else
        {
            _foreign++;
            string place = (error.StackTrace ?? "").Split('\n').FirstOrDefault(static line => line.Contains("DistilBert.Qa", StringComparison.Ordinal))?.Trim() ?? "";
            if (_findings.Count < MostFindings)
            {
                _findings.TryAdd(error.GetType().Name + place, new()
                {
                    ["exception"] = error.GetType().FullName,
                    ["message"] = error.Message,
                    ["place"] = place,
                    ["input"] = Convert.ToBase64String(input),
                });
            }
        }
    }

    // An error's message without what differs from input to input: what it quotes, names, numbers.
    private static string KindOf(Exception? error)
    {
        if (error is null)
        {
            return "";
        }

        StringBuilder kind = new(error.GetType().Name);
        string message = error.Message;
        for (int index = 0; index < message.Length && kind.Length < 80; index++)
        {
            if (message[index] is '\'' or '"')
            {
                // From the second unit on: a quoted quotation mark is none that closes.
                int close = message.IndexOf(message[index], Math.Min(index + 2, message.Length));
                index = close < 0 ? message.Length : close;
            }
            else if (char.IsAsciiLetter(message[index]))
            {
                kind.Append(message[index]);
            }
        }

        return kind.ToString();
    }
}
