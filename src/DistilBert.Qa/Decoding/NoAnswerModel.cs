namespace DistilBert.Qa.Decoding;

/// <summary>How probable it is that a window does not answer the question: a logistic regression over <see cref="NoAnswerSignals"/>.</summary>
/// <remarks>
/// A model that saw few questions without an answer, or none, trusts any span of the right kind. What such questions have in common, in SQuAD
/// v2.0 and elsewhere, shows in their words: they negate, or ask about another year or name than the text speaks of
/// (Rajpurkar et al., <i>Know What You Don't Know</i>, 2018, list these kinds). A text that speaks of something else shows in a margin far below 0: there a
/// logit says more than above, which is what doubt adds. Every coefficient has the sign that makes sense, or is 0: a margin speaks for an answer, the rest against.
/// </remarks>
/// <param name="Prior">The logarithm of the odds before any signal.</param>
/// <param name="Margin">What one logit of margin adds: 0 or less.</param>
/// <param name="Doubt">What each logit of doubt adds: 0 or more.</param>
/// <param name="Negation">What a negation adds: 0 or more.</param>
/// <param name="Numbers">What each far number adds: 0 or more.</param>
/// <param name="Names">What each far name adds: 0 or more.</param>
internal sealed record NoAnswerModel(double Prior, double Margin, double Doubt, double Negation, double Numbers, double Names)
{
    /// <summary>The logarithm of the odds that there is no answer; positive infinity where there is no span at all.</summary>
    public double LogOdds(in NoAnswerSignals signals) => double.IsNegativeInfinity(signals.Margin)
        ? double.PositiveInfinity
        : Prior + (Margin * signals.Margin) + (Doubt * signals.Doubt) + (Negation * signals.Negation) + (Numbers * signals.FarNumbers) + (Names * signals.FarNames);

    /// <summary>What each signal adds to the logarithm of the odds, the prior first.</summary>
    public IReadOnlyList<NoAnswerReason> Explain(in NoAnswerSignals signals) => double.IsNegativeInfinity(signals.Margin)
        ? []
        :
        [
            new(NoAnswerSignal.Prior, 1, Prior),
            new(NoAnswerSignal.Margin, signals.Margin, Margin * signals.Margin),
            new(NoAnswerSignal.Doubt, signals.Doubt, Doubt * signals.Doubt),
            new(NoAnswerSignal.Negation, signals.Negation, Negation * signals.Negation),
            new(NoAnswerSignal.FarNumbers, signals.FarNumbers, Numbers * signals.FarNumbers),
            new(NoAnswerSignal.FarNames, signals.FarNames, Names * signals.FarNames),
        ];
}
