using DistilBert.Qa.Decoding;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Pipeline;

/// <summary>A question with everything that is known before the model runs.</summary>
/// <param name="Input">What was asked.</param>
/// <param name="Options">How to answer it.</param>
/// <param name="Question">The tokens of the question.</param>
/// <param name="QuestionCount">How many of them the windows carry.</param>
/// <param name="Words">Its telling words, where they are looked at.</param>
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
    QuestionWords? Words,
    TokenBuffer[] Contexts,
    WindowPlan[] Plans,
    int FirstWindow,
    int WindowCount,
    int TokenCount);
