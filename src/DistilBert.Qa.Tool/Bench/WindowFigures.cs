namespace DistilBert.Qa.Tool.Bench;

/// <summary>One window at a time, by its length.</summary>
/// <param name="Tokens">The length of the window, control tokens included.</param>
/// <param name="BareSeconds">The bare session, median.</param>
/// <param name="QuestionSeconds">A whole question, from text to answer, median.</param>
internal sealed record WindowFigures(int Tokens, double BareSeconds, double QuestionSeconds)
{
    /// <summary>What the question took as a share of the model's own time.</summary>
    public double Ratio => QuestionSeconds / BareSeconds;
}
