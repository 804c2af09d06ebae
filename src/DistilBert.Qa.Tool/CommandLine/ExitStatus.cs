namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>What the process tells the shell at its end.</summary>
internal static class ExitStatus
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;
}
