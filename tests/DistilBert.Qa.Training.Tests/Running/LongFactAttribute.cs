using DistilBert.Qa.Tests;

namespace DistilBert.Qa.Training.Tests.Running;

/// <summary>A fact that takes a quarter of an hour: it runs where the environment variable <c>DISTILBERT_QA_LONG</c> is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute(params string[] needs)
    {
        string? missing = needs.FirstOrDefault(static need => !Shared.Has(need));
        Skip = missing is not null ? $"needs ../shared/{missing}"
            : string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISTILBERT_QA_LONG")) ? "takes a quarter of an hour; set DISTILBERT_QA_LONG=1 to run it"
            : null;
    }
}
