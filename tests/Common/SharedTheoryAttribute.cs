namespace DistilBert.Qa.Tests;

/// <summary>A theory that needs recorded data in <c>../shared</c>; without it the test is reported as skipped, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(params string[] needs)
    {
        string? missing = needs.FirstOrDefault(need => !Shared.Has(need));
        Skip = missing is null ? null : $"needs ../shared/{missing}";
    }
}
