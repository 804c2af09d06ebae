using System.Globalization;
using System.Text;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>One request and the means to answer it.</summary>
internal sealed class LoopbackExchange(string target, IReadOnlyDictionary<string, string> headers, Stream stream, CancellationToken stopped)
{
    /// <summary>Path and query.</summary>
    public string Target { get; } = target;

    public IReadOnlyDictionary<string, string> Headers { get; } = headers;

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopped { get; } = stopped;

    /// <summary>The first byte that is wanted.</summary>
    public long From => Headers.TryGetValue("Range", out string? range) ? long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0;

    public Task BeginAsync(int status, long? length, params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nConnection: close\r\n");
        if (length is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        }

        foreach ((string name, string value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return SendAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
    }

    public Task SendAsync(ReadOnlyMemory<byte> body) => stream.WriteAsync(body, Stopped).AsTask();

    public async Task AnswerAsync(int status, byte[] body, params (string Name, string Value)[] headers)
    {
        await BeginAsync(status, body.Length, headers);
        await SendAsync(body);
    }

    public Task AnswerAsync(int status, params (string Name, string Value)[] headers) => AnswerAsync(status, [], headers);

    /// <summary>Answers with content, or with the part of it that the request asks for.</summary>
    public Task ContentAsync(byte[] content, params (string Name, string Value)[] headers) =>
        From == 0 ? AnswerAsync(200, content, headers)
        : From >= content.Length ? AnswerAsync(416, ("Content-Range", $"bytes */{content.Length}"))
        : AnswerAsync(206, content[(int)From..], [.. headers, ("Content-Range", $"bytes {From}-{content.Length - 1}/{content.Length}")]);
}
