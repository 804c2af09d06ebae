using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Inference;

/// <summary>A window as the model reads it: [CLS] question [SEP] context tokens [SEP].</summary>
/// <param name="Question">The tokens of the question.</param>
/// <param name="QuestionCount">How many of them are used.</param>
/// <param name="Context">The tokens of the whole context.</param>
/// <param name="Window">Which of them are in the window.</param>
internal readonly record struct WindowInput(TokenBuffer Question, int QuestionCount, TokenBuffer Context, Window Window)
{
    /// <summary>The length in tokens, control tokens included.</summary>
    public int Length => QuestionCount + Window.Count + WindowPlan.ControlTokens;

    /// <summary>Where the context starts in the window.</summary>
    public int ContextOffset => QuestionCount + 2;
}
