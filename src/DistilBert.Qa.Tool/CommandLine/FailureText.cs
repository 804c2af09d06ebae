using System.Text.Json;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Training;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>Turns exceptions into the one line a user reads.</summary>
internal static class FailureText
{
    // An engine call carries one input only where its errors are shown: "of input 0" would say nothing.
    private const string InputIndex = " of input 0";

    /// <summary>Whether the exception tells a user something; any other is a defect of the program.</summary>
    public static bool IsExpected(Exception failure) =>
        failure is ToolException or UsageException or LineException or ArgumentException or ModelException or ExecutionProviderException
            or DatasetException or TrainingException or IOException or UnauthorizedAccessException or JsonException or OutOfMemoryException;

    /// <summary>The message on one line, without what only a programmer can use.</summary>
    public static string Of(Exception failure)
    {
        string message = failure switch
        {
            ArgumentException { ParamName: { } parameter } => failure.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal),
            OutOfMemoryException => "There is not enough memory for this. Ask over fewer or shorter contexts at once, or with a smaller model.",
            _ when IsExpected(failure) => failure.Message,
            _ => $"This is a defect of distilbert-qa, please report it: {failure.GetType().Name}: {failure.Message}",
        };

        message = message.Replace(InputIndex, "", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();
        return message.EndsWith('.') ? message : message + ".";
    }
}
