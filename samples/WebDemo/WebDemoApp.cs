using System.Text.Json.Serialization;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using WebDemo.Answering;
using WebDemo.Compatible;
using WebDemo.Explaining;
using WebDemo.Hosting;
using WebDemo.Models;
using WebDemo.Texts;

namespace WebDemo;

/// <summary>Puts the app together; the tests start it the same way.</summary>
internal static class WebDemoApp
{
    public static WebApplication Create(string[] args)
    {
        // Page and settings lie beside the program, wherever it is started from.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        WebDemoOptions limits = builder.Configuration.GetSection("WebDemo").Get<WebDemoOptions>() ?? new();
        AddServices(builder, limits);

        WebApplication app = builder.Build();
        UseMiddleware(app, limits);
        MapEndpoints(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, WebDemoOptions limits)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton<IValidateOptions<WebDemoOptions>, WebDemoOptionsValidator>();
        services.AddOptions<WebDemoOptions>().Configure(options => builder.Configuration.GetSection("WebDemo").Bind(options)).ValidateOnStart();

        services.AddModels(builder.Configuration.GetSection("DistilBertQa"), limits.ModelsFolder);
        services.AddSingleton<AnswerService>();
        services.AddTextReaders();

        services.ConfigureHttpJsonOptions(static options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebDemoJson.Default);
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.AddProblems();
        services.AddOverloadProtection(limits);
        services.AddHealth();
        services.AddApiDescription(needsKey: !string.IsNullOrEmpty(limits.ApiKey));
        services.AddTelemetry(builder.Configuration);
        services.Configure<HostFilteringOptions>(options =>
            options.AllowedHosts = (builder.Configuration["AllowedHosts"] ?? "*").Split(';', StringSplitOptions.RemoveEmptyEntries));
        services.Configure<HostOptions>(options => options.ShutdownTimeout = limits.ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = limits.BodyBytes;
        });
    }

    private static void UseMiddleware(WebApplication app, WebDemoOptions limits)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseProblems();
        app.UseHostFiltering();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            // The browser asks each time whether a file changed: a new version of the page is there at once.
            OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseRouting();
        app.UseMiddleware<ApiKeyCheck>(limits.ApiKey ?? "");
        app.UseOverloadProtection();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi();

        RouteGroupBuilder api = app.MapGroup("").WithMetadata(ApiMetadata.Instance);
        api.MapModels();
        api.MapAnswers();
        api.MapExplanations();
        api.MapCompatible();
        api.MapTexts();
    }
}
