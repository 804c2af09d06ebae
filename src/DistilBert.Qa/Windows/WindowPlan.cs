namespace DistilBert.Qa.Windows;

/// <summary>Cuts the tokens of a context into windows; pure arithmetic, nothing is stored or copied.</summary>
/// <remarks>
/// The rule of the reference pipeline: with Q question tokens and N context tokens, one window if Q + N + 3 fits the length, else
/// windows of length - 3 - Q context tokens, each sharing the overlap with the one before, up to the first that reaches the end.
/// </remarks>
internal readonly struct WindowPlan
{
    /// <summary>[CLS] and two [SEP].</summary>
    public const int ControlTokens = 3;

    private readonly int _contextTokens;
    private readonly int _capacity;
    private readonly int _step;
    private readonly int[]? _kept;

    private WindowPlan(int questionTokens, int contextTokens, int capacity, int step, int count, int[]? kept = null)
    {
        QuestionTokens = questionTokens;
        _contextTokens = contextTokens;
        _capacity = capacity;
        _step = step;
        Count = count;
        _kept = kept;
    }

    public int QuestionTokens { get; }

    /// <summary>The number of windows; 0 for a plan that was never made.</summary>
    public int Count { get; }

    public Window this[int index]
    {
        get
        {
            int begin = NumberOf(index) * _step;
            return new(begin, Math.Min(begin + _capacity, _contextTokens));
        }
    }

    /// <summary>The length of a window in tokens, question and control tokens included.</summary>
    public int LengthOf(int index) => QuestionTokens + this[index].Count + ControlTokens;

    /// <summary>The tokens of all windows together, question and control tokens included in each.</summary>
    public int TotalTokens =>
        _kept is not null ? SumLengths()
        : Count == 0 ? 0
        : checked((Count * (QuestionTokens + ControlTokens)) + _contextTokens + ((Count - 1) * (_capacity - _step)));

    /// <summary>The place of a window among all that the context was cut into.</summary>
    public int NumberOf(int index) => _kept is null ? index : _kept[index];

    /// <summary>The plan with some of its windows only.</summary>
    /// <param name="kept">Which ones, ascending.</param>
    public WindowPlan Keep(int[] kept) => new(QuestionTokens, _contextTokens, _capacity, _step, kept.Length, kept);

    // Neighbours are the windows that are left: what a window sees that was left out is lost, what one of these sees has an owner.
    public SpanOwnership OwnershipOf(int index) => new(
        Above: index == 0 ? -1 : this[index].Begin + this[index - 1].End - 1,
        UpTo: index == Count - 1 ? int.MaxValue : this[index + 1].Begin + this[index].End - 1);

    /// <summary>Plans the windows of one question over one context.</summary>
    /// <exception cref="ArgumentException">The question and the overlap leave no room in the window.</exception>
    public static WindowPlan Create(int questionTokens, int contextTokens, int maxLength, int overlap)
    {
        if (FitsOne(questionTokens, contextTokens, maxLength))
        {
            return new(questionTokens, contextTokens, contextTokens, contextTokens, 1);
        }

        int capacity = maxLength - ControlTokens - questionTokens;
        if (capacity <= 0)
        {
            throw new ArgumentException(
                $"The question has {questionTokens} tokens, and a window of {maxLength} holds {ControlTokens} control tokens besides: " +
                $"no room is left for the context. Ask in at most {Math.Max(0, maxLength - ControlTokens - overlap - 1)} tokens, raise MaxLength, " +
                "or set LongQuestion to KeepFirst.");
        }

        if (overlap >= capacity)
        {
            throw new ArgumentException(
                $"An overlap of {overlap} tokens must be smaller than the {capacity} context tokens that a window of {maxLength} holds beside " +
                $"{questionTokens} question tokens and {ControlTokens} control tokens. Lower Overlap, raise MaxLength, shorten the question, " +
                "or set LongQuestion to KeepFirst.");
        }

        int step = capacity - overlap;
        int count = 1 + (int)(((long)contextTokens - capacity + step - 1) / step);
        return new(questionTokens, contextTokens, capacity, step, count);
    }

    public static bool FitsOne(int questionTokens, int contextTokens, int maxLength) =>
        (long)questionTokens + contextTokens + ControlTokens <= maxLength;

    /// <summary>The most question tokens that still leave a window room for more than the overlap.</summary>
    public static int MostQuestionTokens(int maxLength, int overlap) => maxLength - ControlTokens - overlap - 1;

    private int SumLengths()
    {
        int sum = 0;
        for (int index = 0; index < Count; index++)
        {
            sum = checked(sum + LengthOf(index));
        }

        return sum;
    }
}
