using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace WebDemo.Hosting;

/// <summary>Says no early: so many requests at once, so many waiting, so many per second and client, so much time.</summary>
internal static class OverloadProtection
{
    /// <summary>The policy of endpoints that run a model.</summary>
    public const string Model = "model";

    /// <summary>The time-out of endpoints that stream.</summary>
    public const string Stream = "stream";

    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(1);

    public static void AddOverloadProtection(this IServiceCollection services, WebDemoOptions limits)
    {
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => ApiMetadata.IsOn(context)
                ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
                {
                    TokenLimit = 2 * limits.RequestsPerSecond,
                    TokensPerPeriod = limits.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                })
                : RateLimitPartition.GetNoLimiter(""));
            options.AddConcurrencyLimiter(Model, limiter =>
            {
                limiter.PermitLimit = limits.Concurrency;
                limiter.QueueLimit = limits.Waiting;
            });
            options.OnRejected = RejectAsync;
        });
        services.AddRequestTimeouts(options =>
        {
            options.AddPolicy(Model, limits.AnswerTimeout);
            options.AddPolicy(Stream, limits.StreamTimeout);
        });
    }

    /// <summary>Puts the limits in front of the endpoints: the time starts before the waiting, so that nobody waits for ever.</summary>
    public static void UseOverloadProtection(this WebApplication app)
    {
        app.UseRequestTimeouts();

        // The limiter leaves without a word when a request is given up that still waits; what was not answered must not look like success.
        app.Use(static async (context, next) =>
        {
            await next(context);
            if (!context.Response.HasStarted)
            {
                context.RequestAborted.ThrowIfCancellationRequested();
            }
        });
        app.UseRateLimiter();
    }

    public static RouteHandlerBuilder RunsModel(this RouteHandlerBuilder endpoint, string timeout = Model)
    {
        endpoint.RequireRateLimiting(Model);
        endpoint.WithRequestTimeout(timeout);
        return endpoint
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
    }

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan known) ? known : UsualWait;
        string seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        HttpContext context = rejected.HttpContext;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status429TooManyRequests,
                Title = "The server is busy",
                Detail = $"More questions are being asked than it answers in good time. Ask again in {seconds} s.",
            },
        });
    }
}
