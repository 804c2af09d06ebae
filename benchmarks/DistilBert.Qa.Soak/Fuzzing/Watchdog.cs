namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>Ends the process where one input takes longer than any may, and says which.</summary>
/// <remarks>Processor time counts, not the clock's: the process may be slowed down or stopped for a while.</remarks>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    private readonly string _name;
    private readonly Timer _timer;
    private byte[] _input = [];
    private byte[] _looked = [];
    private TimeSpan _since;

    public Watchdog(string name)
    {
        _name = name;
        _timer = new Timer(Look, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Begin(byte[] input) => Volatile.Write(ref _input, input);

    public void Dispose() => _timer.Dispose();

    private void Look(object? state)
    {
        byte[] input = Volatile.Read(ref _input);
        TimeSpan used = Environment.CpuUsage.TotalTime;
        if (!ReferenceEquals(input, _looked))
        {
            _looked = input;
            _since = used;
        }
        else if (used - _since > Allowed)
        {
            Environment.FailFast($"The reader '{_name}' has spent {(used - _since).TotalSeconds:F1} s on this input: {Convert.ToBase64String(input)}");
        }
    }
}
