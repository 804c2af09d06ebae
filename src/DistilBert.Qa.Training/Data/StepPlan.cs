namespace DistilBert.Qa.Training.Data;

/// <summary>Which windows every step of a run reads.</summary>
internal sealed class StepPlan
{
    private readonly BatchPlanner _planner;
    private readonly int _accumulate;
    private readonly List<int> _stepsBefore = [0];
    private List<int[]> _batches = [];
    private int _planned = -1;

    /// <param name="windows">The windows.</param>
    /// <param name="options">The recipe.</param>
    public StepPlan(IReadOnlyList<TrainingWindow> windows, TrainingOptions options)
    {
        _planner = new(windows, options);
        _accumulate = options.Accumulate;
        for (int epoch = 0; options.Steps is { } wanted ? _stepsBefore[^1] < wanted : epoch < options.Epochs; epoch++)
        {
            int batches = _planner.Plan(epoch).Count;
            _stepsBefore.Add(_stepsBefore[^1] + ((batches + _accumulate - 1) / _accumulate));
        }

        Steps = options.Steps ?? _stepsBefore[^1];
    }

    /// <summary>How many steps there are.</summary>
    public int Steps { get; }

    /// <summary>The epoch of a step, both from 0.</summary>
    public int EpochOf(int step) => _stepsBefore.FindIndex(before => before > step) - 1;

    /// <summary>Whether a step, from 0, is the last of its epoch or of the run.</summary>
    public bool EndsEpoch(int step) => step + 1 == Steps || _stepsBefore.Contains(step + 1);

    /// <summary>The batches of a step, from 0, each the numbers of its windows.</summary>
    public IEnumerable<int[]> BatchesOf(int step)
    {
        int epoch = EpochOf(step);
        if (epoch != _planned)
        {
            _batches = _planner.Plan(epoch);
            _planned = epoch;
        }

        return _batches.Skip((step - _stepsBefore[epoch]) * _accumulate).Take(_accumulate);
    }
}
