using System.Globalization;
using DistilBert.Qa.Tool.Terminal;
using Spectre.Console;

namespace DistilBert.Qa.Tool.Ask;

/// <summary>Shows answers to a person: the answer, its sentence, its probability and place.</summary>
/// <remarks>The first line is the first answer, so that a script may take it with <c>head -1</c>.</remarks>
internal static class AnswerSheet
{
    private const string Indent = "  ";
    private const string NoAnswer = "No answer in the text.";

    public static void Write(IReadOnlyList<AnswerView> answers, AnswerOptions options, ToolConsole console)
    {
        if (answers.Count == 0)
        {
            string threshold = options.MinProbability > 0
                ? string.Create(CultureInfo.InvariantCulture, $"No answer with a probability of at least {options.MinProbability}.")
                : NoAnswer;
            console.Text.WriteLine(threshold);
            return;
        }

        IAnsiConsole? colours = console.OutputIsTerminal ? Colours.OnOutput() : null;
        for (int rank = 0; rank < answers.Count; rank++)
        {
            string number = answers.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{rank + 1}. ") : "";
            if (colours is null)
            {
                WritePlain(console.Text, answers[rank], number);
            }
            else
            {
                WriteColoured(colours, answers[rank], number);
            }
        }
    }

    private static void WritePlain(TextWriter text, AnswerView answer, string number)
    {
        text.WriteLine($"{number}{(answer.IsNoAnswer ? NoAnswer : answer.Answer)}");
        if (!answer.IsNoAnswer)
        {
            text.WriteLine($"{Indent}{answer.Before}[{answer.Answer}]{answer.After}");
        }

        text.WriteLine($"{Indent}{answer.Detail}");
    }

    private static void WriteColoured(IAnsiConsole colours, AnswerView answer, string number)
    {
        Style strong = new(Color.Green, decoration: Decoration.Bold);
        Style highlight = new(Color.Green, decoration: Decoration.Bold | Decoration.Underline);
        Style faint = new(decoration: Decoration.Dim);

        colours.Write(new Paragraph(number).Append(answer.IsNoAnswer ? NoAnswer : answer.Answer, strong));
        colours.WriteLine();
        if (!answer.IsNoAnswer)
        {
            Paragraph sentence = new Paragraph(answer.Before).Append(answer.Answer, highlight).Append(answer.After);
            colours.Write(new Padder(sentence, new Padding(Indent.Length, 0, 0, 0)));
        }

        colours.Write(new Padder(new Paragraph(answer.Detail, faint), new Padding(Indent.Length, 0, 0, 0)));
    }
}
