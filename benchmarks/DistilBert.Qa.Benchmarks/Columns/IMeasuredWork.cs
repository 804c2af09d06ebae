namespace DistilBert.Qa.Benchmarks;

/// <summary>A benchmark's parameter that knows how much work one invocation does.</summary>
internal interface IMeasuredWork
{
    /// <summary>The amount of work in a unit such as "MB" or "M tokens".</summary>
    double WorkIn(string unit);
}
