namespace DistilBert.Qa.Training.Checkpoints;

/// <summary>Tells what a disk refuses from what is a mistake.</summary>
internal static class WriteFailure
{
    /// <summary>Whether a file could not be written; .NET reports one beyond a limit of the system as an argument out of range.</summary>
    public static bool Is(Exception failed) => failed is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;
}
