using WebDemo.Hosting;

namespace WebDemo.Texts;

/// <summary>Takes the text out of a file, for the page to show; nothing is kept.</summary>
internal static class TextEndpoint
{
    public static void AddTextReaders(this IServiceCollection services)
    {
        services.AddSingleton<ITextReader, PlainTextReader>();
        services.AddSingleton<ITextReader, HtmlReader>();
        services.AddSingleton<ITextReader, PdfReader>();
        services.AddSingleton<ITextReader, WordReader>();
    }

    public static void MapTexts(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/texts", ReadAsync)
        .RunsModel()
        .Accepts<Stream>("application/octet-stream")
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithTags("Texts")
        .WithSummary("Takes the text out of a file")
        .WithDescription("The body is the file; its name's ending says what it is: .txt, .md, .html, .pdf or .docx. Nothing is kept.");

    private static async Task<TextResponse> ReadAsync(string name, HttpRequest request, IEnumerable<ITextReader> readers, CancellationToken cancellationToken)
    {
        string file = Path.GetFileName(name);
        ITextReader[] known = [.. readers];
        ITextReader reader = known.FirstOrDefault(reader => reader.Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            ?? throw new RefusedException(
                StatusCodes.Status415UnsupportedMediaType,
                "This kind of file cannot be read",
                $"'{file}' ends with none of {string.Join(", ", known.SelectMany(static reader => reader.Endings))}.");

        using MemoryStream content = new();
        await request.Body.CopyToAsync(content, cancellationToken);
        content.Position = 0;
        try
        {
            string text = await Task.Run(() => reader.Read(content, cancellationToken), cancellationToken);
            return text.Length > 0 ? new(file, text) : throw new InvalidDataException("it holds no text; a scanned page is a picture");
        }
        catch (InvalidDataException damaged)
        {
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, "The file cannot be read", $"'{file}' gave no text: {damaged.Message}.", damaged);
        }
    }
}
