namespace WebDemo.Models;

/// <summary>One model and, once it is loaded, what it runs on.</summary>
/// <param name="Id">What to ask for it by.</param>
/// <param name="IsLoaded">Whether it is in memory.</param>
/// <param name="Precision"><c>int8</c> or <c>fp32</c>.</param>
/// <param name="Provider">The execution provider of ONNX Runtime.</param>
/// <param name="Threads">Threads inside one run.</param>
/// <param name="Streams">Runs side by side.</param>
/// <param name="Positions">The longest window, in tokens.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
/// <param name="FileBytes">The size of its ONNX file.</param>
internal sealed record ModelReport(
    string Id,
    bool IsLoaded,
    string? Precision,
    string? Provider,
    int? Threads,
    int? Streams,
    int? Positions,
    int? VocabularySize,
    long? FileBytes);
