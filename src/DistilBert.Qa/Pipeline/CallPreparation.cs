using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Pipeline;

/// <summary>Everything that happens to the inputs of a call before the model runs: checks, tokens, windows.</summary>
internal static class CallPreparation
{
    /// <summary>Prepares the questions of a call, in order.</summary>
    /// <exception cref="ArgumentException">An input or an option is out of range.</exception>
    public static PreparedQuestion[] Prepare(
        IReadOnlyList<QaInput> inputs,
        AnswerOptions callOptions,
        CallLimits limits,
        OptionsCompletion completion,
        TokenizedTexts texts,
        CancellationToken cancellationToken)
    {
        limits.CheckInputs(inputs.Count);
        PreparedQuestion[] questions = new PreparedQuestion[inputs.Count];
        AnswerOptions? ofCall = null;
        int windows = 0;
        for (int index = 0; index < questions.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            QaInput input = inputs[index] ?? throw new ArgumentException($"Input {index} is null.", nameof(inputs));
            limits.CheckTexts(input, index);

            AnswerOptions options = input.Options is { } own ? completion.Complete(own) : ofCall ??= completion.Complete(callOptions);
            questions[index] = PrepareOne(input, index, options, texts, windows, cancellationToken);
            windows = checked(windows + questions[index].WindowCount);
            limits.CheckWindows(windows);
        }

        return questions;
    }

    /// <summary>All windows of the questions, longest first.</summary>
    public static WindowJob[] ListJobs(PreparedQuestion[] questions)
    {
        PreparedQuestion last = questions[^1];
        WindowJob[] jobs = new WindowJob[last.FirstWindow + last.WindowCount];
        int ordinal = 0;
        for (int index = 0; index < questions.Length; index++)
        {
            PreparedQuestion question = questions[index];
            for (int context = 0; context < question.Plans.Length; context++)
            {
                for (int window = 0; window < question.Plans[context].Count; window++)
                {
                    jobs[ordinal] = new(index, context, window, ordinal, question.Plans[context].LengthOf(window));
                    ordinal++;
                }
            }
        }

        if (jobs.Length == 1)
        {
            return jobs;
        }

        Array.Sort(jobs, static (a, b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : a.Ordinal.CompareTo(b.Ordinal));
        return jobs;
    }

    private static PreparedQuestion PrepareOne(QaInput input, int index, AnswerOptions options, TokenizedTexts texts, int firstWindow, CancellationToken cancellationToken)
    {
        // The reference pipeline reads a literal [SEP] as the control token; whoever asks for its answers asks for that too.
        SpecialTokenHandling specialTokens =
            options.Decoding == DecodingMode.Compatible ? SpecialTokenHandling.AsControl : SpecialTokenHandling.AsText;
        TokenBuffer question = texts.Get(input.Question, specialTokens, cancellationToken);
        if (question.Count == 0)
        {
            throw new ArgumentException($"The question of input {index} holds only characters that are no text; it must hold at least one word.");
        }

        TokenBuffer[] contexts = new TokenBuffer[input.Contexts.Count];
        int longest = 0;
        for (int context = 0; context < contexts.Length; context++)
        {
            contexts[context] = texts.Get(input.Contexts[context], specialTokens, cancellationToken);
            longest = Math.Max(longest, contexts[context].Count);
        }

        int questionCount = FitQuestion(question.Count, longest, index, options);
        WindowPlan[] plans = new WindowPlan[contexts.Length];
        for (int context = 0; context < plans.Length; context++)
        {
            // A context without a word needs no run of the model: it cannot hold an answer.
            plans[context] = contexts[context].Count == 0
                ? default
                : WindowPlan.Create(questionCount, contexts[context].Count, options.MaxLength, options.Overlap);
        }

        if (options.TopWindows is { } wanted)
        {
            WindowRanking.KeepBest(question.Tokens[..questionCount], contexts, plans, wanted);
        }

        int windowCount = 0;
        int tokenCount = 0;
        foreach (WindowPlan plan in plans)
        {
            windowCount = checked(windowCount + plan.Count);
            tokenCount = checked(tokenCount + plan.TotalTokens);
        }

        return new(input, options, question, questionCount, contexts, plans, firstWindow, windowCount, tokenCount);
    }

    private static int FitQuestion(int tokens, int longestContext, int index, AnswerOptions options)
    {
        bool fits = WindowPlan.FitsOne(tokens, longestContext, options.MaxLength);
        int most = options.MaxQuestionTokens ?? (fits ? tokens : Math.Max(0, WindowPlan.MostQuestionTokens(options.MaxLength, options.Overlap)));
        if (tokens <= most)
        {
            return tokens;
        }

        if (options.LongQuestion == LongQuestion.KeepFirst && most > 0)
        {
            return most;
        }

        string cause = options.MaxQuestionTokens is null
            ? $"a window of {options.MaxLength} tokens with an overlap of {options.Overlap} leaves room for {most}"
            : $"MaxQuestionTokens allows {most}";
        throw new ArgumentException(
            $"The question of input {index} has {tokens} tokens; {cause}. Shorten it, raise the limit, or set LongQuestion to KeepFirst.");
    }
}
