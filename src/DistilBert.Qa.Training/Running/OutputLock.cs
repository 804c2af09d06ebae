using DistilBert.Qa.Models;
using DistilBert.Qa.Training.Checkpoints;

namespace DistilBert.Qa.Training.Running;

/// <summary>Keeps a second run out of a folder while one writes to it; the lock of a process that was killed is free.</summary>
internal static class OutputLock
{
    private const string FileName = "lock";

    /// <param name="output">The folder for the result.</param>
    /// <param name="workFolder">Where the lock lies beside the checkpoints.</param>
    /// <exception cref="TrainingException">Another run holds it, or the folder cannot be written to.</exception>
    public static FileLock Take(string output, string workFolder)
    {
        try
        {
            return FileLock.TryTake(Path.Combine(Path.GetFullPath(workFolder), FileName))
                ?? throw new TrainingException($"Another run writes to '{output}' at this moment. Wait for it or end it, or name another folder.");
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            throw new TrainingException($"The folder '{output}' cannot be written to: {refused.Message} Mend access, or name another folder.", refused);
        }
    }
}
