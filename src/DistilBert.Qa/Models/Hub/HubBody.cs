using System.Globalization;

namespace DistilBert.Qa.Models.Hub;

/// <summary>Reads the body of an answer and gives up when too little of it comes in.</summary>
internal sealed class HubBody : IDisposable
{
    private readonly Stream _stream;
    private readonly HubTimings _timings;
    private readonly HubSubject _subject;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _patience;
    private int _recent;

    private HubBody(Stream stream, HubTimings timings, HubSubject subject, CancellationToken cancellationToken)
    {
        _stream = stream;
        _timings = timings;
        _subject = subject;
        _cancellation = cancellationToken;
        _patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _patience.CancelAfter(timings.StallInterval);
    }

    /// <summary>Begins to read.</summary>
    public static async Task<HubBody> OpenAsync(HubResponse response, HubTimings timings, HubSubject subject, CancellationToken cancellationToken) =>
        new(await response.Message.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), timings, subject, cancellationToken);

    /// <summary>Reads some bytes, 0 at the end.</summary>
    /// <exception cref="HubTransientException">The connection was cut, or the transfer has stalled.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            int count = await _stream.ReadAsync(buffer, _patience.Token).ConfigureAwait(false);
            _recent += count;
            if (_recent >= _timings.StallBytes)
            {
                _recent = 0;
                _patience.CancelAfter(_timings.StallInterval);
            }

            return count;
        }
        catch (OperationCanceledException exception) when (!_cancellation.IsCancellationRequested)
        {
            throw new HubTransientException(string.Create(CultureInfo.InvariantCulture, $"The transfer of {_subject} has stalled: less than {_timings.StallBytes} bytes came in {_timings.StallInterval.TotalSeconds:0.#} s."), innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new HubTransientException($"The transfer of {_subject} was cut: {Sentence.Of(exception)}", innerException: exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _patience.Dispose();
        _stream.Dispose();
    }
}
