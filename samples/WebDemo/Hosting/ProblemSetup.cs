namespace WebDemo.Hosting;

/// <summary>Every error is answered with problem details (RFC 9457).</summary>
internal static class ProblemSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
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
}
