namespace DistilBert.Qa.Tests.Models.Store;

/// <summary>A fact that needs the program <c>flock</c> of util-linux, which takes the lock that Python's hub library takes.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FlockFactAttribute : FactAttribute
{
    public FlockFactAttribute() =>
        Skip = OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock") ? null : "needs /usr/bin/flock";
}
