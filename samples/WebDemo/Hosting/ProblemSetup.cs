namespace WebDemo.Hosting;

/// <summary>Every error is answered with problem details (RFC 9457).</summary>
internal static class ProblemSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(static options => options.CustomizeProblemDetails = static context =>
            context.ProblemDetails.Detail ??= HintFor(context.ProblemDetails.Status));
        services.AddSingleton<ProblemDescriber>();
        services.AddExceptionHandler<ProblemExceptionHandler>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // What the handler describes is expected; it logs by itself what is not.
            SuppressDiagnosticsCallback = static _ => true,
        });
        app.UseStatusCodePages();
    }

    // What the framework refuses by itself comes without a word on what to do.
    private static string? HintFor(int? status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing here. /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => "This address takes another method; the header Allow says which.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than this server takes. Send less text, or raise WebDemo:BodyBytes.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
        StatusCodes.Status504GatewayTimeout => ProblemDescriber.TooLong,
        _ => null,
    };
}
