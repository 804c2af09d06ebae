namespace DistilBert.Qa.Tests.Issues;

/// <summary>A fact about the order in which threads take up work: it runs where <c>DISTILBERT_QA_QUIET</c> says that the machine has nothing else to do.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class QuietMachineFactAttribute : FactAttribute
{
    public QuietMachineFactAttribute() => Skip = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISTILBERT_QA_QUIET"))
        ? "other tests share the threads whose order it looks at; set DISTILBERT_QA_QUIET=1 and run it alone"
        : null;
}
