using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace WebDemo.Texts;

/// <summary>The text of a PDF file in the order of its content, page after page; pictures of text hold none.</summary>
internal sealed class PdfReader : ITextReader
{
    public IReadOnlyList<string> Endings { get; } = [".pdf"];

    public string Read(Stream file, CancellationToken cancellationToken)
    {
        StringBuilder text = new();
        try
        {
            using PdfDocument document = PdfDocument.Open(file);
            foreach (Page page in document.GetPages())
            {
                cancellationToken.ThrowIfCancellationRequested();
                text.Append(ContentOrderTextExtractor.GetText(page)).Append("\n\n");
            }
        }
        catch (Exception damaged) when (damaged is not OperationCanceledException and not OutOfMemoryException)
        {
            // Damaged files make the library throw whatever its parser met; all of it means the same here.
            throw new InvalidDataException($"it is damaged, encrypted or no PDF ({damaged.Message})", damaged);
        }

        return Paragraphs.Tidy(text.ToString());
    }
}
