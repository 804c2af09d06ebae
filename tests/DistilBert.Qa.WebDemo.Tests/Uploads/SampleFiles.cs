using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DistilBert.Qa.WebDemo.Tests.Uploads;

/// <summary>Makes the files the tests hand in.</summary>
internal static class SampleFiles
{
    public static byte[] Pdf(params string[] pages)
    {
        using PdfDocumentBuilder builder = new();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (string text in pages)
        {
            builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4).AddText(text, 12, new PdfPoint(50, 700), font);
        }

        return builder.Build();
    }

    public static byte[] Docx(params string[] paragraphs)
    {
        using MemoryStream file = new();
        using (WordprocessingDocument document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            MainDocumentPart part = document.AddMainDocumentPart();
            part.Document = new Document(new Body(paragraphs.Select(static text => new Paragraph(new Run(new Text(text))))));
        }

        return file.ToArray();
    }

    /// <summary>A Word file of a few hundred kilobytes that unpacks to a hundred megabytes.</summary>
    public static byte[] DocxBomb()
    {
        using MemoryStream file = new(Docx("x"), writable: true);
        using MemoryStream copy = new();
        file.CopyTo(copy);
        using (ZipArchive archive = new(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("word/document.xml")!.Delete();
            using StreamWriter part = new(archive.CreateEntry("word/document.xml").Open(), Encoding.ASCII);
            part.Write("""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>""");
            string block = new(' ', 1_000_000);
            for (int count = 0; count < 100; count++)
            {
                part.Write(block);
            }

            part.Write("</w:t></w:r></w:p></w:body></w:document>");
        }

        return copy.ToArray();
    }
}
