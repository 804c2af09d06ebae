namespace DistilBert.Qa.Training;

/// <summary>What a data set gave to train on.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Questions">How many questions it holds.</param>
/// <param name="Unanswerable">How many of them have no answer.</param>
/// <param name="LeftOut">How many were left out, because their answer does not fit or they hold no word.</param>
/// <param name="Windows">How many windows there are to train on.</param>
/// <param name="WindowsWithAnswer">How many of these hold the answer.</param>
/// <param name="Tokens">The tokens of all windows.</param>
/// <param name="Problems">Every answer that did not fit, in the order of the data set.</param>
public sealed record TrainingDataSummary(
    string Name,
    int Questions,
    int Unanswerable,
    int LeftOut,
    int Windows,
    int WindowsWithAnswer,
    long Tokens,
    IReadOnlyList<LabelProblem> Problems);
