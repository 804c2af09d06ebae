using GenericHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The folder of appsettings.json is that of the program, wherever it is started from.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
builder.Services.AddDistilBertQa(builder.Configuration.GetSection("DistilBertQa"));
builder.Services.AddHostedService<Interview>();

await builder.Build().RunAsync();
