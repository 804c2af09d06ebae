using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Training.Data;

/// <summary>Makes windows of questions and marks the answers in them.</summary>
internal sealed class WindowMaker
{
    private readonly WordPieceTokenizer _tokenizer;
    private readonly WindowSettings _settings;
    private readonly TokenBuffer _question = new();
    private readonly TokenBuffer _context = new();
    private readonly List<TrainingWindow> _windows = [];
    private readonly List<LabelProblem> _problems = [];
    private int _questions;
    private int _unanswerable;
    private int _leftOut;

    private WindowMaker(WordPieceTokenizer tokenizer, WindowSettings settings)
    {
        _tokenizer = tokenizer;
        _settings = settings;
    }

    /// <summary>Makes the windows of all questions.</summary>
    /// <exception cref="DatasetException">The data set is malformed, or an answer does not fit and is to be refused.</exception>
    /// <exception cref="ArgumentException">A question leaves no room in the window.</exception>
    public static TrainingData Make(SquadDataset data, WordPieceTokenizer tokenizer, WindowSettings settings, CancellationToken cancellationToken)
    {
        WindowMaker maker = new(tokenizer, settings);
        foreach (SquadParagraph paragraph in data)
        {
            cancellationToken.ThrowIfCancellationRequested();
            maker.Add(data.Name, paragraph);
        }

        return maker.Finish(data.Name);
    }

    private TrainingData Finish(string name) => new(_windows, new(
        name,
        _questions,
        _unanswerable,
        _leftOut,
        _windows.Count,
        _windows.Count(static window => window.HoldsAnswer),
        _windows.Sum(static window => (long)window.Ids.Length),
        _problems));

    private void Add(string source, SquadParagraph paragraph)
    {
        _tokenizer.Tokenize(paragraph.Context, _context);
        foreach (SquadQuestion question in paragraph.Questions)
        {
            _questions++;
            _unanswerable += question.HasAnswer ? 0 : 1;
            _tokenizer.Tokenize(question.Text, _question);
            List<TargetSpan>? targets = _question.Count == 0 || _context.Count == 0 ? null : Targets(source, paragraph.Context, question);
            if (targets is null)
            {
                _leftOut++;
            }
            else
            {
                AddWindows(question, targets);
            }
        }
    }

    /// <summary>The tokens of the answer, counted over the context; empty where there is none, <see langword="null"/> where the question is left out.</summary>
    private List<TargetSpan>? Targets(string source, string context, SquadQuestion question)
    {
        if (!question.HasAnswer)
        {
            return [];
        }

        // Of several gold answers the first that fits is the marked one.
        PlacedAnswer[] places = [.. question.Answers.Select(answer => AnswerPlacement.Place(context, _context.Tokens, answer))];
        int chosen = Math.Max(0, Array.FindIndex(places, static place => place.Problem is null));
        (SquadAnswer answer, PlacedAnswer place) = (question.Answers[chosen], places[chosen]);
        if (place.Problem is { } problem)
        {
            bool repaired = _settings.Repair == AnswerRepair.Nearest && place.Span is not null;
            _problems.Add(new(question.Id, answer.Text, problem, repaired));
            if (_settings.Repair == AnswerRepair.Refuse)
            {
                throw new DatasetException(
                    $"{source}: the answer '{answer.Text}' of question '{question.Id}' does not fit its context ({Describe(problem)}). Correct the data, or let answers be repaired or left out.");
            }

            if (!repaired)
            {
                return null;
            }
        }

        List<TargetSpan> targets = [place.Span!.Value];
        if (_settings.AllOccurrences)
        {
            targets.AddRange(AnswerPlacement.Occurrences(context, _context, answer.Text).Where(span => span != targets[0]));
        }

        return targets;
    }

    private void AddWindows(SquadQuestion question, List<TargetSpan> targets)
    {
        int questionTokens = Math.Min(_question.Count, _settings.MaxQuestionTokens ?? int.MaxValue);
        WindowPlan plan;
        try
        {
            plan = WindowPlan.Create(questionTokens, _context.Count, _settings.MaxLength, _settings.Overlap);
        }
        catch (ArgumentException tooLong)
        {
            throw new ArgumentException($"Question '{question.Id}': {tooLong.Message} In training MaxQuestionTokens keeps the first tokens of a question.", tooLong);
        }

        for (int index = 0; index < plan.Count; index++)
        {
            Window window = plan[index];
            int offset = questionTokens + 2;
            TargetSpan[] inside =
            [
                .. targets
                    .Where(span => span.First >= window.Begin && span.Last < window.End)
                    .Select(span => new TargetSpan(span.First - window.Begin + offset, span.Last - window.Begin + offset)),
            ];
            _windows.Add(new(Ids(questionTokens, window), inside.Length == 0 ? [TargetSpan.NoAnswer] : inside));
        }
    }

    private int[] Ids(int questionTokens, Window window)
    {
        int[] ids = new int[questionTokens + window.Count + WindowPlan.ControlTokens];
        ids[0] = _tokenizer.ClassificationId;
        for (int token = 0; token < questionTokens; token++)
        {
            ids[1 + token] = _question.Tokens[token].Id;
        }

        ids[1 + questionTokens] = _tokenizer.SeparatorId;
        for (int token = 0; token < window.Count; token++)
        {
            ids[2 + questionTokens + token] = _context.Tokens[window.Begin + token].Id;
        }

        ids[^1] = _tokenizer.SeparatorId;
        return ids;
    }

    private static string Describe(LabelProblemKind problem) => problem switch
    {
        LabelProblemKind.Empty => "it is empty",
        LabelProblemKind.WrongOffset => "the context reads otherwise at its offset",
        LabelProblemKind.NotInContext => "the context holds it nowhere",
        _ => "it begins or ends inside a token",
    };
}
