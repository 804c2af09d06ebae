using DistilBert.Qa;

namespace WebDemo.Explaining;

/// <summary>Milliseconds per stage.</summary>
/// <param name="Preparation">Checks, tokens and windows.</param>
/// <param name="Model">The runs of the model, added up.</param>
/// <param name="Decoding">Finding the best spans of each window, added up.</param>
/// <param name="Merging">Making one list of answers.</param>
/// <param name="Total">From the call to the result.</param>
internal sealed record StageTimes(double Preparation, double Model, double Decoding, double Merging, double Total)
{
    public static StageTimes From(QaTimings timings) => new(
        Round(timings.Preparation), Round(timings.Model), Round(timings.Decoding), Round(timings.Merging), Round(timings.Total));

    private static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
