using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tool.Models;

/// <summary>A question that a model trained on English answers right, asked through the whole engine.</summary>
internal sealed record SelfCheck(Answer Answer)
{
    public const string Question = "Which river flows through Vienna?";
    public const string Expected = "Danube";

    private const string Context = "Vienna is the capital of Austria. The Danube flows through Vienna on its way to the Black Sea.";

    /// <summary>Whether the answer is the one expected; a model of another language may give another.</summary>
    public bool IsAsExpected => Answer.Text.EndsWith(Expected, StringComparison.Ordinal) && Answer.Text.Length <= "The ".Length + Expected.Length;

    /// <summary>The options of an engine to be checked: windows that fit the smallest model.</summary>
    public static AnswerOptions OptionsFor(string folder)
    {
        AnswerOptions usual = new();
        int length = Math.Min(ModelConfig.Read(Path.Combine(folder, ModelFiles.Configuration)).Positions, usual.MaxLength);
        return usual with { MaxLength = length, Overlap = Math.Min(usual.Overlap, length / 3) };
    }

    /// <exception cref="ModelException">The model gives nothing, or something that is no number.</exception>
    public static async Task<SelfCheck> RunAsync(QuestionAnswerer answerer, AnswerOptions options, CancellationToken cancellationToken)
    {
        QaResult result = await answerer.AnswerAsync(Question, Context, options, cancellationToken).ConfigureAwait(false);
        return result.Best is { } answer
            ? new(answer)
            : throw new ModelException("The model gives no answer to the self-check question, which every sound model does. Fetch or compile it again.");
    }
}
