using DistilBert.Qa.Decoding;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Pipeline;

/// <summary>A question with everything that is known before the model runs.</summary>
/// <param name="Input">What was asked.</param>
/// <param name="Options">How to answer it.</param>
/// <param name="Question">The tokens of the question.</param>
/// <param name="QuestionCount">How many of them the windows carry.</param>
/// <param name="Contexts">The tokens of each context.</param>
/// <param name="Plans">The windows of each context.</param>
/// <param name="FirstWindow">The place of its first window among all windows of the call.</param>
/// <param name="WindowCount">How many windows it has.</param>
/// <param name="TokenCount">How many tokens these hold.</param>
internal sealed record PreparedQuestion(
    QaInput Input,
    AnswerOptions Options,
    TokenBuffer Question,
    int QuestionCount,
    TokenBuffer[] Contexts,
    WindowPlan[] Plans,
    int FirstWindow,
    int WindowCount,
    int TokenCount)
{
    /// <summary>Its telling words, where something was fitted that looks at them.</summary>
    public QuestionWords Words => Options is { Decoding: DecodingMode.Exact, Fitted.NoAnswer: not null } ? AllWords : default;

    /// <summary>Its telling words, whether or not something looks at them.</summary>
    public QuestionWords AllWords => new(Input.Question, Question.Tokens[..QuestionCount]);
}
