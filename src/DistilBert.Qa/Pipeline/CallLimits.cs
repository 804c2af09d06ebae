namespace DistilBert.Qa.Pipeline;

/// <summary>How large a call may be.</summary>
internal sealed record CallLimits(int MaxContextCharacters, int MaxQuestionCharacters, int MaxInputs, int MaxContexts, int MaxWindows, int ModelPositions)
{
    /// <exception cref="ArgumentException">There are more inputs than allowed.</exception>
    public void CheckInputs(int count)
    {
        if (count > MaxInputs)
        {
            throw new ArgumentException(
                $"The call has {count} inputs; at most {MaxInputs} are allowed. Ask in several calls, or raise QuestionAnswererOptions.MaxInputs.");
        }
    }

    /// <exception cref="ArgumentException">A text is too long, there are too many, or the question is blank.</exception>
    public void CheckTexts(QaInput input, int index)
    {
        if (string.IsNullOrWhiteSpace(input.Question))
        {
            throw new ArgumentException($"The question of input {index} is empty or blank; it must hold at least one word.");
        }

        if (input.Question.Length > MaxQuestionCharacters)
        {
            throw new ArgumentException(
                $"The question of input {index} has {input.Question.Length} characters; at most {MaxQuestionCharacters} are allowed. " +
                "Shorten it, or raise QuestionAnswererOptions.MaxQuestionCharacters.");
        }

        if (input.Contexts.Count > MaxContexts)
        {
            throw new ArgumentException(
                $"Input {index} has {input.Contexts.Count} contexts; at most {MaxContexts} are allowed. Search first and ask over what it finds, " +
                "or raise QuestionAnswererOptions.MaxContexts.");
        }

        for (int context = 0; context < input.Contexts.Count; context++)
        {
            if (input.Contexts[context].Length > MaxContextCharacters)
            {
                throw new ArgumentException(
                    $"Context {context} of input {index} has {input.Contexts[context].Length} characters; at most {MaxContextCharacters} are " +
                    "allowed. Split it into several contexts, or raise QuestionAnswererOptions.MaxContextCharacters.");
            }
        }
    }

    /// <exception cref="ArgumentException">There are more windows than allowed.</exception>
    public void CheckWindows(int count)
    {
        if (count > MaxWindows)
        {
            throw new ArgumentException(
                $"The call needs {count} windows or more; at most {MaxWindows} are allowed. Ask in several calls, or raise QuestionAnswererOptions.MaxWindows.");
        }
    }

    /// <summary>A copy, which its owner no longer changes, with windows as long as this model takes where none were set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or the window is longer than the model's positions.</exception>
    public AnswerOptions Complete(AnswerOptions options)
    {
        AnswerOptions complete = options with { };
        if (!options.IsMaxLengthSet)
        {
            complete.MaxLength = Math.Min(options.MaxLength, ModelPositions);
        }

        CheckOptions(complete);
        return complete;
    }

    private void CheckOptions(AnswerOptions options)
    {
        Check(options.Top is >= 1 and <= 1000, nameof(options.Top), options.Top, "1 to 1000");
        Check(options.MaxAnswerTokens is >= 1 and <= 512, nameof(options.MaxAnswerTokens), options.MaxAnswerTokens, "1 to 512");
        Check(options.MinProbability is >= 0 and <= 1, nameof(options.MinProbability), options.MinProbability, "0 to 1");
        Check(options.NoAnswerThreshold is null or (>= 0 and <= 1), nameof(options.NoAnswerThreshold), options.NoAnswerThreshold ?? 0, "0 to 1, or null");
        Check(options.Temperature is null or (>= 0.01 and <= 100), nameof(options.Temperature), options.Temperature ?? 0, "0.01 to 100, or null");
        Check(options.MaxAnswersPerContext is null or (>= 1 and <= 1000), nameof(options.MaxAnswersPerContext), options.MaxAnswersPerContext ?? 0, "1 to 1000, or null");
        Check(Enum.IsDefined(options.Decoding), nameof(options.Decoding), options.Decoding, "Exact, Compatible and RunQa");
        Check(Enum.IsDefined(options.LongQuestion), nameof(options.LongQuestion), options.LongQuestion, "Error and KeepFirst");
        if (options.MaxLength < 8 || options.MaxLength > ModelPositions)
        {
            throw OutOfRange(nameof(options.MaxLength), options.MaxLength, $"8 to {ModelPositions}, the positions of this model");
        }

        if (options.Overlap < 0 || options.Overlap >= options.MaxLength)
        {
            throw OutOfRange(nameof(options.Overlap), options.Overlap, $"0 to less than MaxLength, here {options.MaxLength}");
        }

        Check(options.TopWindows is null or >= 1, nameof(options.TopWindows), options.TopWindows ?? 0, "1 or more, or null");
        Check(options.MaxQuestionTokens is null or >= 1, nameof(options.MaxQuestionTokens), options.MaxQuestionTokens ?? 0, "1 or more, or null");
    }

    private static void Check<T>(bool holds, string option, T found, string allowed)
    {
        if (!holds)
        {
            throw OutOfRange(option, found, allowed);
        }
    }

    private static ArgumentOutOfRangeException OutOfRange<T>(string option, T found, string allowed) =>
        new($"AnswerOptions.{option}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option} is {found}; allowed: {allowed}."));
}
