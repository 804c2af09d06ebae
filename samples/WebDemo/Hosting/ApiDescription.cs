namespace WebDemo.Hosting;

/// <summary>The OpenAPI document under /openapi/v1.json.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(static options =>
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "DistilBert.Qa";
            document.Info.Description =
                "Extractive question answering: points at the words of a text that answer a question. Under /v1 offsets count UTF-16 units, as " +
                "strings of C#, Java and JavaScript do. The endpoints in the shape of Hugging Face's inference API (/models/{id} and " +
                "/question-answering) count code points, as strings of Python do.";
            return Task.CompletedTask;
        }));
}
