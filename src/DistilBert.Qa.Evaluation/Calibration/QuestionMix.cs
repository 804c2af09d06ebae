namespace DistilBert.Qa.Evaluation;

/// <summary>Questions with and without an answer in the shares in which they will be asked.</summary>
/// <remarks>
/// What has no answer is made up of what the data sets say has none and of unrelated questions, each for half where both are there: the first deceive, the
/// second are what users ask mostly.
/// </remarks>
/// <param name="samples">The questions; answerable ones, and of each other kind none or some.</param>
/// <param name="unanswerableShare">The share of those without an answer: above 0 and below 1.</param>
internal sealed class QuestionMix(IReadOnlyCollection<CalibrationSample> samples, double unanswerableShare)
{
    private readonly Dictionary<QuestionKind, int> _counts = samples.GroupBy(static sample => sample.Kind).ToDictionary(static group => group.Key, static group => group.Count());

    /// <summary>Every question with the weight that gives its kind its share; they sum to the number of questions.</summary>
    public IEnumerable<(CalibrationSample Sample, double Weight)> Weighted() =>
        samples.Select(sample => (sample, ShareOf(sample.Kind) * samples.Count / _counts[sample.Kind]));

    /// <summary>As many questions as there are in these shares, evenly spread.</summary>
    public IEnumerable<CalibrationSample> Picked()
    {
        double total = _counts.Min(kind => kind.Value / ShareOf(kind.Key));
        Dictionary<QuestionKind, int> met = [];
        foreach (CalibrationSample sample in samples)
        {
            int index = met.GetValueOrDefault(sample.Kind);
            met[sample.Kind] = index + 1;
            if (EvenSpread.Picks(index, (int)Math.Round(total * ShareOf(sample.Kind)), _counts[sample.Kind]))
            {
                yield return sample;
            }
        }
    }

    private double ShareOf(QuestionKind kind) => kind == QuestionKind.Answerable ? 1 - unanswerableShare : unanswerableShare / (_counts.Count - 1);
}
