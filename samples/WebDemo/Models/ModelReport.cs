namespace WebDemo.Models;

/// <summary>One model and, once it is loaded, what it runs on.</summary>
/// <param name="Id">What to ask for it by.</param>
/// <param name="IsLoaded">Whether it is in memory.</param>
/// <param name="Precision"><c>int8</c> or <c>fp32</c>.</param>
/// <param name="Provider">The execution provider it runs on.</param>
/// <param name="ProviderAsked">The execution provider that was asked for.</param>
/// <param name="Reason">Why that is not the one asked for.</param>
/// <param name="Device">The processor or card.</param>
/// <param name="CpuFeatures">The instruction sets of the processor that matter for speed.</param>
/// <param name="Runtime">The version of ONNX Runtime.</param>
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
    string? ProviderAsked,
    string? Reason,
    string? Device,
    IReadOnlyList<string>? CpuFeatures,
    string? Runtime,
    int? Threads,
    int? Streams,
    int? Positions,
    int? VocabularySize,
    long? FileBytes);
