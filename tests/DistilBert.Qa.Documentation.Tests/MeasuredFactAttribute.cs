using DistilBert.Qa.Benchmarks.Reporting;

namespace DistilBert.Qa.Documentation.Tests;

/// <summary>A test of figures that are told; skipped, and says so, as long as nothing was measured.</summary>
internal sealed class MeasuredFactAttribute : FactAttribute
{
    public MeasuredFactAttribute()
    {
        if (ReportFiles.MachinesIn(Repository.Root).Count == 0)
        {
            Skip = "There are no results of compare under benchmarks/results.";
        }
    }
}
