using System.Security.Cryptography;
using System.Text;

namespace WebDemo.Hosting;

/// <summary>Lets only callers with the key in, where one is configured; the page itself and the health endpoints need none.</summary>
internal sealed class ApiKeyCheck(RequestDelegate next, string apiKey)
{
    private const string Bearer = "Bearer ";

    // Equal lengths whatever was sent, so that the comparison takes the same time.
    private readonly byte[]? _expected = apiKey.Length == 0 ? null : SHA256.HashData(Encoding.UTF8.GetBytes(apiKey));

    public Task InvokeAsync(HttpContext context)
    {
        if (_expected is null || !ApiMetadata.IsOn(context) || Matches(Sent(context.Request)))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new RefusedException(
            StatusCodes.Status401Unauthorized,
            "The key is missing or wrong",
            "This server asks for a key. Send it as 'Authorization: Bearer KEY' or in the header X-Api-Key.");
    }

    private bool Matches(string sent) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent)), _expected);

    private static string Sent(HttpRequest request)
    {
        string authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-Api-Key"].ToString();
    }
}
