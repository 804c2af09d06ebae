using System.Text;
using DistilBert.Qa.Tool.Batch;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Tests.Batch;

/// <summary>A batch with everything but a model.</summary>
internal sealed class BatchBench(IQuestionAnswerer answerer, Stream input, Stream output) : IDisposable
{
    private readonly BatchOutput _output = new(OutputSink.Standard(output), explain: false);

    public LineReader Lines { get; } = new(input, LineLimit.Bytes);

    public static Stream Questions(IEnumerable<string> questions) =>
        new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(questions.Select(static (question, index) => $"{{\"id\":{index},\"question\":\"{question}\",\"context\":\"c\"}}\n"))));

    public static string[] TextsOf(MemoryStream output) =>
        [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line =>
            line.Contains("\"error\"", StringComparison.Ordinal) ? line : line.Split('"')[7])];

    public Task RunAsync(BatchPace? pace = null, CancellationToken cancellationToken = default)
    {
        AnswerOptions options = new();
        return new BatchPipeline(Lines, new(options), new(answerer, options), _output, pace ?? new(4, 1 << 20, 2, 1 << 20)).RunAsync(cancellationToken);
    }

    public void Dispose() => _output.Dispose();
}
