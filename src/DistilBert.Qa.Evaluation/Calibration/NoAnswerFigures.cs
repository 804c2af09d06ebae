namespace DistilBert.Qa.Evaluation;

/// <summary>How well questions without an answer are told from others.</summary>
/// <param name="RightAnswersDenied">Of the questions whose best span is right, the share that is answered with "there is none" at the threshold fitted, from 0 to 1.</param>
/// <param name="UnanswerableFound">Of the questions that the data says have no answer, the share that is told so; <see langword="null"/> where too few were there.</param>
/// <param name="UnrelatedFound">Of the questions asked of a context that is not theirs, the share that is told so; <see langword="null"/> where too few could be made.</param>
/// <param name="Reliability">How well the probabilities agree with how often there is no answer, on questions in the shares that were fitted to.</param>
/// <param name="Official">The official figures, on data sets with questions without an answer; <see langword="null"/> where there is none.</param>
public sealed record NoAnswerFigures(
    double RightAnswersDenied,
    double? UnanswerableFound,
    double? UnrelatedFound,
    Reliability Reliability,
    OfficialNoAnswerFigures? Official);
