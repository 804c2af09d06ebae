namespace DistilBert.Qa.Models;

/// <summary>Messages of the platform, of which some end with a full stop and some do not, as part of ours.</summary>
internal static class Sentence
{
    /// <summary>The exception's message with one full stop at its end.</summary>
    public static string Of(Exception exception) => exception.Message.TrimEnd(' ', '.') + ".";
}
