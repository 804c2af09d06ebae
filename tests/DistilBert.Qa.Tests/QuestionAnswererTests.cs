using System.Text;

namespace DistilBert.Qa.Tests;

public sealed class QuestionAnswererTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    private const string Voyager =
        "Voyager 1 was launched by NASA on September 5, 1977. Its pictures showed eight active volcanoes on the moon Io. " +
        "It was Linda Morabito, a navigation engineer, who noticed the first plume.";

    private readonly QuestionAnswerer _answerer = mini.Answerer;

    [Theory]
    [InlineData("When was Voyager 1 launched?", "September 5, 1977")]
    [InlineData("Who noticed the first plume?", "Linda Morabito")]
    [InlineData("How many active volcanoes were seen on Io?", "eight")]
    public async Task AnswerAsync_PlainQuestion_PointsAtTheWords(string question, string expected)
    {
        Answer answer = (await _answerer.AnswerAsync(question, Voyager)).Best!;

        answer.Text.Should().Be(expected);
        Voyager[answer.Start..answer.End].Should().Be(expected);
        answer.Probability.Should().BeInRange(0.1, 1);
        answer.IsNoAnswer.Should().BeFalse();
    }

    [Fact]
    public async Task AnswerAsync_AnswerFarIntoALongContext_IsFoundInItsWindow()
    {
        string padding = string.Concat(Enumerable.Repeat("The weather in the harbour was mild and the boats stayed in. ", 150));
        string context = padding + Voyager + padding;

        QaResult result = await _answerer.AnswerAsync("Who noticed the first plume?", context);

        result.WindowCount.Should().BeGreaterThan(5);
        result.Best!.Text.Should().Be("Linda Morabito");
        result.Best.Start.Should().Be(context.IndexOf("Linda Morabito", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnswerAsync_SeveralContexts_AnswersCompeteAndSayWhereTheyStand()
    {
        QaResult result = await _answerer.AnswerAsync("When was Voyager 1 launched?", ["The harbour lies in the north.", "", Voyager], new() { Top = 3 });

        result.Best!.ContextIndex.Should().Be(2);
        result.Best.Text.Should().Be("September 5, 1977");
        result.Answers.Should().HaveCount(3);
    }

    [Fact]
    public async Task AnswerAsync_Company_DoesNotChangeTheAnswer()
    {
        QaInput[] inputs = [.. RandomTexts(new Random(11), 40)];
        IReadOnlyList<QaResult> together = await _answerer.AnswerAsync(inputs, new() { Top = 3, AllowNoAnswer = true });

        for (int index = 0; index < inputs.Length; index++)
        {
            QaResult alone = await _answerer.AnswerAsync(inputs[index], new() { Top = 3, AllowNoAnswer = true });
            alone.Answers.Should().Equal(together[index].Answers);
        }
    }

    [Fact]
    public async Task AnswerAsync_EightCallersAtOnce_EachGetsItsOwnAnswers()
    {
        QaInput[] inputs = [.. RandomTexts(new Random(12), 16)];
        IReadOnlyList<QaResult> expected = await _answerer.AnswerAsync(inputs);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            Random random = new(caller);
            for (int round = 0; round < 10; round++)
            {
                int index = random.Next(inputs.Length);
                (await _answerer.AnswerAsync(inputs[index])).Answers.Should().Equal(expected[index].Answers);
            }
        })));
    }

    [Fact]
    public async Task AnswerAsync_AnyTextAtAll_GivesVerbatimSlicesOfWholeCharacters()
    {
        QaInput[] inputs = [.. RandomTexts(new Random(13), 120)];
        IReadOnlyList<QaResult> results = await _answerer.AnswerAsync(inputs, new() { Top = 5, AllowNoAnswer = true });

        foreach ((QaInput input, QaResult result) in inputs.Zip(results))
        {
            foreach (Answer answer in result.Answers.Where(answer => !answer.IsNoAnswer))
            {
                string context = input.Contexts[answer.ContextIndex];
                context[answer.Start..answer.End].Should().Be(answer.Text).And.NotBeEmpty();
                SplitsSurrogates(context, answer.Start).Should().BeFalse();
                SplitsSurrogates(context, answer.End).Should().BeFalse();
                answer.Probability.Should().BeInRange(0, 1);
            }

            result.Answers.Sum(answer => answer.Probability).Should().BeLessThanOrEqualTo(1 + 1e-9);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n ")]
    [InlineData("\u0000\u200B\uFFFD")]
    public async Task AnswerAsync_ContextWithoutWords_NoAnswers(string context)
    {
        (await _answerer.AnswerAsync("Who?", context)).Answers.Should().BeEmpty();
        (await _answerer.AnswerAsync("Who?", context, new() { AllowNoAnswer = true })).Best!
            .Should().Match<Answer>(answer => answer.IsNoAnswer && answer.Probability == 1);
    }

    [Fact]
    public async Task AnswerAsync_ControlCharactersAndLoneSurrogates_AreNoObstacle()
    {
        string context = "\uD800 Linda\u0000 Morabito \uDC00 saw\u0001 the plume \uD83D\uDE80.";

        QaResult result = await _answerer.AnswerAsync("Who \uD800 saw the plume?", context);

        context[result.Best!.Start..result.Best.End].Should().Be(result.Best.Text);
    }

    [Fact]
    public async Task AnswerAsync_SpecialTokenInText_IsText()
    {
        string context = "The marker [SEP] was chosen by the Google team.";

        QaResult result = await _answerer.AnswerAsync("Who chose the marker [SEP]?", context);

        result.Best!.Text.Should().Contain("Google");
    }

    [Theory]
    [InlineData("", "The question of input 0 is empty or blank; it must hold at least one word.")]
    [InlineData(" \n", "The question of input 0 is empty or blank; it must hold at least one word.")]
    [InlineData("\u200B\u0000", "The question of input 0 holds only characters that are no text; it must hold at least one word.")]
    public async Task AnswerAsync_QuestionWithoutWords_IsAnError(string question, string message) =>
        await _answerer.Awaiting(answerer => answerer.AnswerAsync(question, Voyager)).Should().ThrowAsync<ArgumentException>().WithMessage(message);

    [Fact]
    public async Task AnswerAsync_LongQuestion_ErrorGivesAllNumbersOrKeepsTheFirstTokens()
    {
        string question = string.Concat(Enumerable.Repeat("plume ", 400));

        await _answerer.Awaiting(answerer => answerer.AnswerAsync(question, Voyager)).Should().ThrowAsync<ArgumentException>()
            .WithMessage("The question of input 0 has 400 tokens; a window of 384 tokens with an overlap of 128 leaves room for 252. *KeepFirst.");
        QaResult kept = await _answerer.AnswerAsync(question, Voyager, new() { LongQuestion = LongQuestion.KeepFirst });
        kept.QuestionTokensLeftOut.Should().Be(400 - 252);

        await _answerer.Awaiting(answerer => answerer.AnswerAsync("Who saw the first plume?", Voyager, new() { MaxQuestionTokens = 3 })).Should()
            .ThrowAsync<ArgumentException>().WithMessage("The question of input 0 has 6 tokens; MaxQuestionTokens allows 3.*");
    }

    public static TheoryData<AnswerOptions, string> BadOptions => new()
    {
        { new() { Top = 0 }, "Top is 0; allowed: 1 to 1000.*" },
        { new() { Top = 1001 }, "Top is 1001; allowed: 1 to 1000.*" },
        { new() { MaxAnswerTokens = 0 }, "MaxAnswerTokens is 0; allowed: 1 to 512.*" },
        { new() { MinProbability = double.NaN }, "MinProbability is NaN; allowed: 0 to 1.*" },
        { new() { MinProbability = 1.5 }, "MinProbability is 1.5; allowed: 0 to 1.*" },
        { new() { MaxLength = 7 }, "MaxLength is 7; allowed: 8 to 512, the positions of this model.*" },
        { new() { MaxLength = 513 }, "MaxLength is 513; allowed: 8 to 512, the positions of this model.*" },
        { new() { Overlap = -1 }, "Overlap is -1; allowed: 0 to less than MaxLength, here 384.*" },
        { new() { MaxQuestionTokens = 0 }, "MaxQuestionTokens is 0; allowed: 1 or more, or null.*" },
        { new() { Decoding = (DecodingMode)9 }, "Decoding is 9; allowed: Exact, Compatible and RunQa.*" },
        { new() { LongQuestion = (LongQuestion)9 }, "LongQuestion is 9; allowed: Error and KeepFirst.*" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task AnswerAsync_OptionOutOfRange_ErrorSaysWhatIsAllowed(AnswerOptions options, string message) =>
        await _answerer.Awaiting(answerer => answerer.AnswerAsync("Who?", Voyager, options)).Should().ThrowAsync<ArgumentException>().WithMessage(message);

    [Fact]
    public async Task AnswerAsync_BeyondTheLimitsOfTheInstance_ErrorNamesTheOption()
    {
        using QuestionAnswerer strict = QuestionAnswerer.Create(new() { MaxContextCharacters = 100, MaxQuestionCharacters = 20, MaxInputs = 2, MaxContexts = 2, MaxWindows = 1 });

        await strict.Awaiting(answerer => answerer.AnswerAsync("Who?", Voyager)).Should().ThrowAsync<ArgumentException>()
            .WithMessage("Context 0 of input 0 has * characters; at most 100 are allowed.*MaxContextCharacters*");
        await strict.Awaiting(answerer => answerer.AnswerAsync("Who in the whole wide world?", "x")).Should().ThrowAsync<ArgumentException>()
            .WithMessage("The question of input 0 has 28 characters; at most 20 are allowed.*MaxQuestionCharacters*");
        await strict.Awaiting(answerer => answerer.AnswerAsync([.. Enumerable.Repeat(new QaInput("Who?", "x"), 3)])).Should().ThrowAsync<ArgumentException>()
            .WithMessage("The call has 3 inputs; at most 2 are allowed.*MaxInputs*");
        await strict.Awaiting(answerer => answerer.AnswerAsync("Who?", ["x", "", "z"])).Should().ThrowAsync<ArgumentException>()
            .WithMessage("Input 0 has 3 contexts; at most 2 are allowed.*MaxContexts*");
        await strict.Awaiting(answerer => answerer.AnswerAsync("Who?", ["x", "y"])).Should().ThrowAsync<ArgumentException>()
            .WithMessage("The call needs 2 windows or more; at most 1 are allowed.*MaxWindows*");
    }

    [Fact]
    public async Task AnswerAsync_TenMegabytes_CancelledPromptly()
    {
        StringBuilder text = new();
        while (text.Length < 10_000_000)
        {
            text.Append(Voyager).Append(' ');
        }

        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(500));
        Task<QaResult> asked = _answerer.AnswerAsync("Who?", text.ToString(), cancellationToken: cancel.Token);

        await FluentActions.Awaiting(() => asked.WaitAsync(TimeSpan.FromSeconds(30))).Should().ThrowAsync<OperationCanceledException>();
        (await _answerer.AnswerAsync("Who noticed the first plume?", Voyager)).Best!.Text.Should().Be("Linda Morabito");
    }

    [Fact]
    public async Task AnswerAsync_NoInputs_NoResults() => (await _answerer.AnswerAsync([])).Should().BeEmpty();

    [Fact]
    public async Task AnswerAsync_CancelledBefore_IsCancelled() =>
        await _answerer.Awaiting(answerer => answerer.AnswerAsync("Who?", Voyager, cancellationToken: new(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();

    [Fact]
    public async Task Dispose_WhileQuestionsRun_LetsThemFinishAndRefusesNewOnes()
    {
        QuestionAnswerer answerer = QuestionAnswerer.Create();
        Task<IReadOnlyList<QaResult>> running = answerer.AnswerAsync([.. Enumerable.Repeat(new QaInput("Who noticed the first plume?", Voyager), 20)]);

        await Task.Run(answerer.Dispose);
        answerer.Dispose();

        (await running).Should().OnlyContain(result => result.Best!.Text == "Linda Morabito");
        await answerer.Awaiting(disposed => disposed.AnswerAsync("Who?", Voyager)).Should().ThrowAsync<ObjectDisposedException>();
    }

    internal static IEnumerable<QaInput> RandomTexts(Random random, int count)
    {
        string[] pieces = ["Linda", "Morabito", " ", "\n", ", ", ". ", "volcano", "Čapek", "東京", "🚀", "\uD800", "\u0301", "e\u0301", "한국", "[SEP]", "1977", "\u0000", "-", "unbelievably"];
        for (int index = 0; index < count; index++)
        {
            string context = string.Concat(Enumerable.Range(0, random.Next(0, 250)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(3) == 0 ? " " : "")));
            yield return new("Who saw " + pieces[random.Next(pieces.Length)] + "?", context);
        }
    }

    private static bool SplitsSurrogates(string text, int index) =>
        index > 0 && index < text.Length && char.IsHighSurrogate(text[index - 1]) && char.IsLowSurrogate(text[index]);
}
