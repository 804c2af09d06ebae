using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DistilBert.Qa.Tests.Diagnostics;

/// <summary>Keeps what is logged from a level on, as "Level message".</summary>
internal sealed class RecordingLoggerFactory(LogLevel lowest) : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _messages = new();

    public IReadOnlyList<string> Messages => [.. _messages];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _messages.Enqueue($"{logLevel} {formatter(state, exception)}");
        }
    }

    public void Dispose()
    {
    }
}
