using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace DistilBert.Qa.Benchmarks;

/// <summary>Work of one unit for each second, from the mean time and the work that one invocation does.</summary>
internal sealed class ThroughputColumn(string unit) : IColumn
{
    public string Id => $"{nameof(ThroughputColumn)}.{unit}";

    public string ColumnName => $"{unit}/s";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => $"{unit} in one second, from the mean";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics)
        {
            return "?";
        }

        double work = benchmarkCase.Parameters.Items.Select(item => item.Value).OfType<IMeasuredWork>().First().WorkIn(unit);
        return (work / statistics.Mean * 1e9).ToString("0.0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;
}
