using System.Text;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Benchmarks.LongDocuments;

/// <summary>A whole article of a data set as one context, with the questions about it.</summary>
internal sealed class Article
{
    private const string Separator = "\n\n";

    private Article(string text, IReadOnlyList<(SquadQuestion Question, int Offset)> questions, WordPieceTokenizer tokenizer)
    {
        Text = text;
        Questions = questions;
        tokenizer.Tokenize(text, Tokens);
        Sentences = ArticleSentences.Find(text, Tokens.Tokens);
    }

    /// <summary>Its paragraphs, one after the other.</summary>
    public string Text { get; }

    /// <summary>The questions, and where the paragraph of each begins in the text.</summary>
    public IReadOnlyList<(SquadQuestion Question, int Offset)> Questions { get; }

    public TokenBuffer Tokens { get; } = new();

    /// <summary>The first token of each sentence.</summary>
    public int[] Sentences { get; }

    public static IReadOnlyList<Article> ReadAll(SquadDataset data, WordPieceTokenizer tokenizer) =>
        [.. data.GroupBy(static paragraph => paragraph.Title).Select(paragraphs => Join(paragraphs, tokenizer))];

    private static Article Join(IEnumerable<SquadParagraph> paragraphs, WordPieceTokenizer tokenizer)
    {
        StringBuilder text = new();
        List<(SquadQuestion Question, int Offset)> questions = [];
        foreach (SquadParagraph paragraph in paragraphs)
        {
            questions.AddRange(paragraph.Questions.Select(question => (question, text.Length)));
            text.Append(paragraph.Context).Append(Separator);
        }

        return new(text.ToString(), questions, tokenizer);
    }
}
