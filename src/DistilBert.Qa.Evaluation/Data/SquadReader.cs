using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>Reads contexts and questions in any of the forms <see cref="SquadDataset"/> names, one context at a time.</summary>
internal sealed class SquadReader(JsonCursor json)
{
    private const string Forms = "SQuAD JSON {\"data\": […]}, a list of contexts with questions, or one such entry a line is needed";

    /// <summary>How an object may nest others: the file holds articles, an article holds paragraphs.</summary>
    private enum Level
    {
        File,
        Article,
        Paragraph,
    }

    public IEnumerable<SquadParagraph> Read()
    {
        bool any = false;
        while (json.NextValue())
        {
            any = true;
            IEnumerable<SquadParagraph> paragraphs = json.Type == JsonTokenType.StartArray
                ? ReadEntries(Level.Article)
                : ReadEntry(Level.File, title: null);
            foreach (SquadParagraph paragraph in paragraphs)
            {
                yield return paragraph;
            }
        }

        if (!any)
        {
            throw json.Error($"the file is empty; {Forms}.");
        }
    }

    private IEnumerable<SquadParagraph> ReadEntries(Level level, string? title = null)
    {
        json.Expect(JsonTokenType.StartArray, "a list is needed");
        for (int index = 0; json.NextElement(); index++)
        {
            json.EnterElement(index);
            foreach (SquadParagraph paragraph in ReadEntry(level, title))
            {
                yield return paragraph;
            }

            json.Leave();
        }
    }

    private IEnumerable<SquadParagraph> ReadEntry(Level level, string? title)
    {
        json.Expect(JsonTokenType.StartObject, "an object is needed");
        string? context = null;
        List<RawQuestion>? questions = null;
        bool holdsEntries = false;
        while (json.NextProperty() is { } name)
        {
            json.EnterProperty(name);
            switch (name)
            {
                case "data" when level == Level.File:
                case "paragraphs" when level != Level.Paragraph:
                    holdsEntries = true;
                    foreach (SquadParagraph paragraph in ReadEntries(name == "data" ? Level.Article : Level.Paragraph, title))
                    {
                        yield return paragraph;
                    }

                    break;
                case "title" when json.Type == JsonTokenType.String:
                    title = json.String();
                    break;
                case "context":
                    context = json.String();
                    break;
                case "qas":
                    questions = ReadQuestions();
                    break;
                default:
                    json.Skip();
                    break;
            }

            json.Leave();
        }

        if (context is not null && questions is not null)
        {
            yield return Build(title, context, questions);
        }
        else if (level == Level.File && context is null && questions is null && !holdsEntries)
        {
            throw json.Error($"found an object with neither data nor context; {Forms}.");
        }
        else if (context is not null || questions is not null || !holdsEntries)
        {
            throw context is null ? json.Missing("context", "a string is needed") : json.Missing("qas", "a list of questions is needed");
        }
    }

    private List<RawQuestion> ReadQuestions()
    {
        json.Expect(JsonTokenType.StartArray, "a list of questions is needed");
        List<RawQuestion> questions = [];
        for (int index = 0; json.NextElement(); index++)
        {
            json.EnterElement(index);
            questions.Add(ReadQuestion());
            json.Leave();
        }

        return questions;
    }

    private RawQuestion ReadQuestion()
    {
        json.Expect(JsonTokenType.StartObject, "an object is needed");
        string? id = null, text = null;
        bool? isImpossible = null;
        List<RawAnswer>? answers = null;
        while (json.NextProperty() is { } name)
        {
            json.EnterProperty(name);
            switch (name)
            {
                case "id":
                    id = json.String();
                    break;
                case "question":
                    text = json.String();
                    break;
                case "is_impossible":
                    isImpossible = json.Boolean();
                    break;
                case "answers":
                    answers = ReadAnswers();
                    break;
                default:
                    json.Skip();
                    break;
            }

            json.Leave();
        }

        return new(
            id ?? throw json.Missing("id", "a string is needed"),
            text ?? throw json.Missing("question", "a string is needed"),
            isImpossible,
            answers ?? (isImpossible == true ? [] : throw json.Missing("answers", "a list is needed, empty where the context holds no answer")));
    }

    private List<RawAnswer> ReadAnswers()
    {
        json.Expect(JsonTokenType.StartArray, "a list is needed, empty where the context holds no answer");
        List<RawAnswer> answers = [];
        for (int index = 0; json.NextElement(); index++)
        {
            json.EnterElement(index);
            answers.Add(ReadAnswer());
            json.Leave();
        }

        return answers;
    }

    private RawAnswer ReadAnswer()
    {
        json.Expect(JsonTokenType.StartObject, "an object is needed");
        string? text = null;
        int? start = null;
        while (json.NextProperty() is { } name)
        {
            json.EnterProperty(name);
            switch (name)
            {
                case "text":
                    text = json.String();
                    break;
                case "answer_start":
                    start = json.Int32();
                    break;
                default:
                    json.Skip();
                    break;
            }

            json.Leave();
        }

        return new(text ?? throw json.Missing("text", "a string is needed"), start);
    }

    private static SquadParagraph Build(string? title, string context, List<RawQuestion> raw)
    {
        CodePointIndex index = new(context);
        SquadQuestion[] questions = new SquadQuestion[raw.Count];
        for (int i = 0; i < questions.Length; i++)
        {
            RawQuestion question = raw[i];
            SquadAnswer[] answers = [.. question.Answers.Select(answer => Place(answer, context, index))];
            questions[i] = new(question.Id, question.Text, question.IsImpossible, answers);
        }

        return new(title, context, questions);
    }

    private static SquadAnswer Place(RawAnswer answer, string context, CodePointIndex index)
    {
        int? start = answer.Start is { } codePoint ? index.ToUtf16(codePoint) : null;
        bool isVerbatim = start is { } at && context.AsSpan(at).StartsWith(answer.Text, StringComparison.Ordinal);
        return new(answer.Text, answer.Start, start, isVerbatim);
    }

    /// <summary>An answer before its context is known: a file may name the context after the questions.</summary>
    private readonly record struct RawAnswer(string Text, int? Start);

    private readonly record struct RawQuestion(string Id, string Text, bool? IsImpossible, List<RawAnswer> Answers);
}
