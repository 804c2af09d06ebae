namespace DistilBert.Qa.Tool.Bench;

/// <summary>What a measurement found.</summary>
/// <param name="Machine">The machine and the versions that ran.</param>
/// <param name="Model">What ran.</param>
/// <param name="Tokenizer">Tokenizing.</param>
/// <param name="Windows">The model, by the length of the window.</param>
/// <param name="EndToEnd">Questions into answers.</param>
/// <param name="Seconds">How long measuring took.</param>
internal sealed record BenchReport(
    ProviderSurvey Machine,
    QuestionAnswererInfo Model,
    TokenizerFigures Tokenizer,
    IReadOnlyList<WindowFigures> Windows,
    EndToEndFigures EndToEnd,
    double Seconds);
