using System.Diagnostics;
using System.Text;

namespace DistilBert.Qa.Tool.Tests;

/// <summary>Runs the real program as a process.</summary>
internal static class ToolProcess
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "DistilBert.Qa.Tool.exe" : "DistilBert.Qa.Tool");

    /// <summary>Runs it to its end.</summary>
    public static async Task<ToolRun> RunAsync(string[] arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(Program, arguments, environment);
        return await EndAsync(process, Encoding.UTF8.GetBytes(input));
    }

    /// <summary>Runs a shell script in which <c>$T</c> is the program and <c>$1</c>… are the arguments.</summary>
    public static async Task<ToolRun> ShellAsync(string script, params string[] arguments)
    {
        using Process process = Start("/bin/bash", ["-c", script, "test", .. arguments], new Dictionary<string, string> { ["T"] = Program });
        return await EndAsync(process, []);
    }

    /// <summary>Starts it, for tests that stop it on its way.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo info = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
        }

        return Process.Start(info)!;
    }

    /// <summary>Feeds it, waits for its end and takes what it says.</summary>
    public static async Task<ToolRun> EndAsync(Process process, byte[] input)
    {
        using MemoryStream output = new();
        Task copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        Task<string> messages = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything.
        }

        await process.WaitForExitAsync();
        await copying;
        return new(process.ExitCode, output.ToArray(), await messages);
    }
}
