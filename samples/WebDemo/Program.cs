using WebDemo;
using WebDemo.Hosting;

if (args is ["--health", string address])
{
    // A chiselled container has no shell and no curl: the app asks itself.
    return await HealthProbe.RunAsync(address);
}

await using WebApplication app = WebDemoApp.Create(args);
await app.RunAsync();
return 0;
