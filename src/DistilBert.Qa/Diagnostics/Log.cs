using Microsoft.Extensions.Logging;

namespace DistilBert.Qa.Diagnostics;

/// <summary>Every message of the library. What users ask and read appears at Trace only.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The model '{Model}' ({Precision}) runs on {Provider} (asked for: {Asked}): {Device} with {Features}; native package {Package}, ONNX Runtime {Version}; {Threads} threads in a run, {ThreadsUnderLoad} under load, {Streams} runs side by side.")]
    public static partial void Loaded(
        ILogger logger, string model, string precision, string provider, string asked, string device, string features, string package, string version, int threads, int threadsUnderLoad, int streams);

    [LoggerMessage(2, LogLevel.Warning, "The execution provider '{Asked}' is missing, and '{Provider}' runs in its place: {Reason}")]
    public static partial void FellBack(ILogger logger, string asked, string provider, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Answered {Questions} questions: {Windows} windows, {Tokens} tokens, {Seconds:F4} s.")]
    public static partial void Answered(ILogger logger, int questions, int windows, long tokens, double seconds);

    [LoggerMessage(4, LogLevel.Debug, "A call was cancelled after {Seconds:F4} s.")]
    public static partial void Cancelled(ILogger logger, double seconds);

    [LoggerMessage(5, LogLevel.Debug, "A call failed; its caller gets the exception.")]
    public static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(6, LogLevel.Debug, "The model '{Model}' was released.")]
    public static partial void Disposed(ILogger logger, string model);

    [LoggerMessage(7, LogLevel.Trace, "Asked: {Question} Contexts: {Contexts}")]
    public static partial void Asked(ILogger logger, string? question, IReadOnlyList<string>? contexts);
}
