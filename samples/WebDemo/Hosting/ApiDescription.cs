using Microsoft.OpenApi;

namespace WebDemo.Hosting;

/// <summary>The OpenAPI document under /openapi/v1.json.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services, bool needsKey) => services.AddOpenApi(options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "DistilBert.Qa";
            document.Info.Description =
                "Extractive question answering: points at the words of a text that answer a question. Under /v1 offsets count UTF-16 units, as " +
                "strings of C#, Java and JavaScript do. The endpoints in the shape of Hugging Face's inference API (/models/{id} and " +
                "/question-answering) count code points, as strings of Python do.";
            if (needsKey)
            {
                AddKey(document, "bearer", new() { Type = SecuritySchemeType.Http, Scheme = "bearer" });
                AddKey(document, "header", new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key" });
            }

            return Task.CompletedTask;
        }));

    // Each is a way in of its own, not both at once.
    private static void AddKey(OpenApiDocument document, string id, OpenApiSecurityScheme scheme)
    {
        document.AddComponent(id, scheme);
        document.Security ??= [];
        document.Security.Add(new() { [new OpenApiSecuritySchemeReference(id, document)] = [] });
    }
}
