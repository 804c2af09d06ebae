using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace WebDemo.Texts;

/// <summary>The paragraphs of a Word file, those in tables included.</summary>
internal sealed class WordReader : ITextReader
{
    // What a file of a few kilobytes may unpack to.
    private const long MostCharacters = 64 * 1024 * 1024;

    public IReadOnlyList<string> Endings { get; } = [".docx"];

    public string Read(Stream file, CancellationToken cancellationToken)
    {
        try
        {
            // Editable, though nothing is edited: for a file it may only read the library makes a copy on disk, and there may be none to write to.
            using WordprocessingDocument document = WordprocessingDocument.Open(
                file, isEditable: true, new OpenSettings { AutoSave = false, MaxCharactersInPart = MostCharacters });
            MainDocumentPart part = document.MainDocumentPart ?? throw new InvalidDataException("it has no text part");
            return Paragraphs.Tidy(Read(part, cancellationToken));
        }
        catch (Exception damaged) when (damaged is OpenXmlPackageException or FileFormatException or XmlException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"it is damaged, encrypted or no Word file ({damaged.Message})", damaged);
        }
    }

    // Element by element, never the whole tree.
    private static string Read(MainDocumentPart part, CancellationToken cancellationToken)
    {
        StringBuilder text = new();
        using OpenXmlReader reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.IsStartElement && reader.ElementType == typeof(Text))
            {
                text.Append(reader.GetText());
            }
            else if (reader.IsStartElement && (reader.ElementType == typeof(Break) || reader.ElementType == typeof(TabChar)))
            {
                text.Append(reader.ElementType == typeof(Break) ? '\n' : ' ');
            }
            else if (reader.IsEndElement && reader.ElementType == typeof(Paragraph))
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
