using System.Diagnostics;

namespace DistilBert.Qa.Aot.Tests;

/// <summary>Runs a program and returns what it printed on standard output and standard error.</summary>
internal static class Surroundings
{
    public static async Task<(string Output, string Errors)> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(10));
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.Should().Be(0, "{0} printed {1}{2}", program, output, await errors);
        return (output, await errors);
    }
}
