using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WebDemo;
using WebDemo.Models;

namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>The real server on a free port of loopback, with the settings of its appsettings.json but for those given.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private TestServer(WebApplication app)
    {
        App = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public string Address => App.Urls.Single();

    public static async Task<TestServer> StartAsync(params string[] settings)
    {
        WebApplication app = WebDemoApp.Create([
            "--Urls=http://127.0.0.1:0",
            $"--DistilBertQa:Model={TestModel.Name ?? "mini"}",
            "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.AspNetCore=None",
            .. settings]);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Waits until the default model has answered.</summary>
    public async Task<TestServer> ReadyAsync()
    {
        if (TestModel.Name is not null)
        {
            ModelWarmUp warmUp = App.Services.GetRequiredService<ModelWarmUp>();
            await warmUp.ExecuteTask!;
        }

        return this;
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Client.PostAsJsonAsync(path, body);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
