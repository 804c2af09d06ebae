using System.Globalization;
using DistilBert.Qa.Tool.Terminal;
using DistilBert.Qa.Training;
using Spectre.Console;

namespace DistilBert.Qa.Tool.Train;

/// <summary>Shows how a run goes: at a terminal as it happens, in a log one line an evaluation.</summary>
/// <param name="saved">Takes note of the last step.</param>
/// <param name="writeLine">Writes a line to standard error.</param>
/// <param name="shown">The bar; <see langword="null"/> where nobody would see it.</param>
/// <param name="isNarrow">Whether the terminal has no room for a bar beside the figures.</param>
internal sealed class TrainingView(SavedStep saved, Action<string> writeLine, ProgressTask? shown, bool isNarrow = false) : IProgress<TrainingProgress>
{
    // A terminal need not be told of hundreds of small steps a second.
    private const long TicksBetweenUpdates = TimeSpan.TicksPerMillisecond * 100;
    private const int ListedProblems = 10;

    // The figures take some 90 columns, a bar that is worth looking at 20.
    private const int WideEnough = 112;

    private bool _dataTold;
    private TrainingEvaluation? _told;
    private long _lastUpdate;

    /// <summary>Runs the work and follows it.</summary>
    public static Task<TrainingResult> FollowAsync(ToolConsole console, SavedStep saved, Func<IProgress<TrainingProgress>, Task<TrainingResult>> work)
    {
        if (!console.MessagesAreOnTerminal)
        {
            return work(new TrainingView(saved, console.Messages.WriteLine, null));
        }

        // Lines come above the bar, which is drawn again below them; padded to the terminal's width they leave nothing of it behind.
        IAnsiConsole terminal = Colours.OnMessages();
        bool isNarrow = terminal.Profile.Width < WideEnough;
        TaskDescriptionColumn description = new() { Alignment = Justify.Left };
        return terminal.Progress()
            .AutoClear(true)
            .Columns(isNarrow ? [description] : [description, new ProgressBarColumn(), new PercentageColumn()])
            .StartAsync(context => work(new TrainingView(
                saved,
                line => terminal.Write(new Panel(new Text(line)) { Border = BoxBorder.None, Padding = new Padding(0), Expand = true }),
                context.AddTask("reading data and model"),
                isNarrow)));
    }

    public void Report(TrainingProgress value)
    {
        saved.Step = value.Step;
        if (value.Data is { } data && !_dataTold)
        {
            _dataTold = true;
            Tell(data);
        }

        if (value.Evaluation is { } evaluation && evaluation != _told)
        {
            _told = evaluation;
            Line($"step {evaluation.Step} of {value.Steps}: loss {value.RunningLoss:F3}, held out {evaluation.Loss:F3}, exact match {evaluation.ExactMatch:F2}, F1 {evaluation.F1:F2}; {evaluation.Correct} correct, {evaluation.Similar} similar, {evaluation.Incorrect} incorrect");
        }

        long now = Environment.TickCount64 * TimeSpan.TicksPerMillisecond;
        if (shown is not null && (value.Stage != TrainingStage.Training || now - _lastUpdate >= TicksBetweenUpdates))
        {
            _lastUpdate = now;
            shown.MaxValue = Math.Max(1, value.Steps);
            shown.Value = value.Step;
            shown.Description = Markup.Escape(Describe(value, isNarrow));
        }
    }

    /// <summary>A run in a line.</summary>
    internal static string Describe(TrainingProgress value, bool isNarrow)
    {
        string f1 = value.Evaluation is { } evaluation ? string.Create(CultureInfo.InvariantCulture, $", F1 {evaluation.F1:F1}") : "";
        return value.Stage switch
        {
            TrainingStage.Preparing => "reading data and model",
            TrainingStage.Writing => "writing the model",
            TrainingStage.Evaluating => string.Create(CultureInfo.InvariantCulture, $"step {value.Step} of {value.Steps}, evaluating{Asked(value)}{f1}"),
            TrainingStage.Calibrating => $"calibrating{Asked(value)}",
            _ when value.Last is { } last => string.Create(
                CultureInfo.InvariantCulture,
                $"step {value.Step} of {value.Steps}{(isNarrow ? "" : $", epoch {last.Epoch}")}, loss {value.RunningLoss:F3}{f1}, rate {last.LearningRate:0.0e0}, {value.TokensPerSecond:F0} {(isNarrow ? "t/s" : "tokens/s")}{TimeLeft(value.TimeLeft)}"),
            _ => "beginning",
        };
    }

    private static string Asked(TrainingProgress value) =>
        value.ToAsk > 0 ? string.Create(CultureInfo.InvariantCulture, $", {value.Asked} of {value.ToAsk} questions") : "";

    private static string TimeLeft(TimeSpan? left) => left is { } time
        ? string.Create(CultureInfo.InvariantCulture, $", {(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00} left")
        : "";

    private void Tell(TrainingDataSummary data)
    {
        Line($"{data.Name}: {data.Questions} questions, {data.Unanswerable} without an answer; {data.Windows} windows, {data.WindowsWithAnswer} with the answer");
        if (data.Problems.Count == 0)
        {
            return;
        }

        int mended = data.Problems.Count(static problem => problem.Repaired);
        Line($"{data.Problems.Count} answers do not fit: {mended} mended, {data.Problems.Count - mended} left out with their questions");
        foreach (LabelProblem problem in data.Problems.Take(ListedProblems))
        {
            Line($"  {problem.QuestionId}: '{problem.AnswerText.ReplaceLineEndings(" ")}' {TrainingJson.Word(problem.Kind)}, {(problem.Repaired ? "mended" : "left out")}");
        }

        if (data.Problems.Count > ListedProblems)
        {
            Line($"  and {data.Problems.Count - ListedProblems} more; --report and --json list all");
        }
    }

    private void Line(FormattableString text) => writeLine(text.ToString(CultureInfo.InvariantCulture));
}
