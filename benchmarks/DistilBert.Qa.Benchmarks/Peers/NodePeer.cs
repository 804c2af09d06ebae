using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistilBert.Qa.Benchmarks.Peers;

/// <summary>The peers from npm: a process of Node that runs <c>benchmarks/peers/peers.mjs</c> and is sent commands.</summary>
internal sealed class NodePeer : IDisposable
{
    private const string Script = "peers.mjs";

    private readonly Process _process;

    private NodePeer(Process process) => _process = process;

    /// <summary>Why there is none; <see langword="null"/> where there is.</summary>
    public static string? Missing => Folder is null ? "needs the checkout's benchmarks/peers"
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "tokenizers")) ? "needs npm packages: npm ci --ignore-scripts in benchmarks/peers"
        : !HasNode() ? "needs node in the path"
        : null;

    private static string? Folder { get; } = Find();

    /// <summary>Starts the process.</summary>
    public static NodePeer Start()
    {
        ProcessStartInfo start = new("node", [Path.Combine(Folder!, Script)]) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // The tokenizer is compared on one thread.
        start.Environment["RAYON_NUM_THREADS"] = "1";
        return new(Process.Start(start)!);
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">It failed there.</exception>
    public async Task<JsonObject> AskAsync(string command, JsonObject? parameters = null)
    {
        JsonObject line = parameters ?? [];
        line["command"] = command;
        await _process.StandardInput.WriteLineAsync(line.ToJsonString());
        await _process.StandardInput.FlushAsync();
        string answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The peer ended at the command '{command}'.");
        JsonObject result = JsonNode.Parse(answer)!.AsObject();
        return result["error"] is { } error ? throw new InvalidOperationException($"The peer failed at the command '{command}': {error}") : result;
    }

    /// <summary>Runs a command that times itself.</summary>
    public async Task<double> TimeAsync(string command, JsonObject? parameters = null) => (await AskAsync(command, parameters))["seconds"]!.GetValue<double>();

    /// <summary>Writes what a command reads to a file for it.</summary>
    public static string WriteFile<T>(string name, T content)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("distilbert-qa-").FullName, name);
        File.WriteAllText(file, JsonSerializer.Serialize(content));
        return file;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "benchmarks", "peers");
            if (File.Exists(Path.Combine(candidate, Script)))
            {
                return candidate;
            }
        }

        return null;
    }
}
