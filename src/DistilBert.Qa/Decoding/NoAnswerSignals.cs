namespace DistilBert.Qa.Decoding;

/// <summary>What a window says for and against there being no answer.</summary>
/// <param name="Margin">By how much its best span outweighs [CLS]; negative infinity where it has no span.</param>
/// <param name="Negation">1 where the question holds a negation, else 0.</param>
/// <param name="FarNumbers">How many numbers of the question do not stand near the best span.</param>
/// <param name="FarNames">How many names of the question do not stand near the best span.</param>
internal readonly record struct NoAnswerSignals(double Margin, int Negation, int FarNumbers, int FarNames)
{
    // Any bend from 2 to 12 logits serves as well; chosen on SQuAD v2.0.
    private const double EnoughMargin = 5;

    /// <summary>By how much the margin falls short of 5; 0 where it does not.</summary>
    public double Doubt => Math.Max(0, EnoughMargin - Margin);
}
