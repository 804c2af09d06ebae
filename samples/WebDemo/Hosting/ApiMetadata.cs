namespace WebDemo.Hosting;

/// <summary>Marks the endpoints that need the key and count against a client's rate.</summary>
internal sealed class ApiMetadata
{
    public static ApiMetadata Instance { get; } = new();

    public static bool IsOn(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ApiMetadata>() is not null;
}
