using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WebDemo;
using WebDemo.Models;

namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>The real server on a free port of loopback, with the settings of its appsettings.json but for those given; or one that runs already.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication? _app;

    private TestServer(string address, WebApplication? app)
    {
        Address = address;
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    }

    public WebApplication App => _app ?? throw new InvalidOperationException($"The server at {Address} was not started by the tests.");

    public HttpClient Client { get; }

    public string Address { get; }

    public static async Task<TestServer> StartAsync(params string[] settings)
    {
        WebApplication app = WebDemoApp.Create([
            "--Urls=http://127.0.0.1:0",
            $"--DistilBertQa:Model={TestModel.Name ?? "mini"}",
            "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.AspNetCore=None",
            .. settings]);
        await app.StartAsync();
        return new(app.Urls.Single(), app);
    }

    /// <summary>A server that somebody else runs: a container, a published app.</summary>
    public static TestServer At(string address) => new(address.TrimEnd('/'), null);

    /// <summary>Waits until the default model has answered.</summary>
    public async Task<TestServer> ReadyAsync()
    {
        if (_app is not null && TestModel.Name is not null)
        {
            ModelWarmUp warmUp = _app.Services.GetRequiredService<ModelWarmUp>();
            await warmUp.ExecuteTask!;
        }

        return this;
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Client.PostAsJsonAsync(path, body);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
