using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace WebDemo.Hosting;

/// <summary>Turns what went wrong into problem details.</summary>
internal sealed class ProblemExceptionHandler(IProblemDetailsService problems, ProblemDescriber describer) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ProblemDetails problem = describer.Describe(exception, httpContext.Request.Path);
        httpContext.Response.StatusCode = problem.Status!.Value;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
        return true;
    }
}
