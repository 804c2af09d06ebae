using System.Runtime.InteropServices;

namespace DistilBert.Qa.Inference;

/// <summary>One clear error for each way an execution provider can be missing.</summary>
internal static class ProviderErrors
{
    public static ExecutionProviderException WrongSystem(ExecutionProvider provider, string systems) => new(
        $"The execution provider '{provider.Name}' runs only under {systems}; this system is {RuntimeInformation.OSDescription.Trim()}. Choose the provider 'cpu', " +
        "or 'auto' for the best one that is there.");

    public static ExecutionProviderException NoLibrary(ExecutionProvider provider, IReadOnlyList<NativePackage> packages, Exception error)
    {
        string cause = FirstLine(error.InnerException ?? error);
        return packages.Count == 0
            ? new(
                $"This app has no native library of ONNX Runtime, which the execution provider '{provider.Name}' runs on: {cause} " +
                $"Add the package that brings it: dotnet add package {(provider.Package.Length == 0 ? ExecutionProvider.Cpu.Package : provider.Package)}",
                error)
            : new(
                $"The native library of ONNX Runtime in the package {packages[0]} does not load on {RuntimeInformation.RuntimeIdentifier}: {cause} " +
                "Either the package has none for this system, or a system library it needs is missing. Install what the message names, or run on a system that the package supports.",
                error);
    }

    public static ExecutionProviderException TwoLibraries(ExecutionProvider provider, IReadOnlyList<NativePackage> packages)
    {
        // Of several providers that would do, the first that has its package: that of a card has the processor too.
        string keep = provider.Candidates.Select(static candidate => candidate.Package).FirstOrDefault(wanted => packages.Any(package => IsNamed(package, wanted)))
            ?? (provider.Package.Length == 0 ? packages[0].Id : provider.Package);
        IEnumerable<NativePackage> others = packages.Where(package => !IsNamed(package, keep));
        return new(
            $"This app has {packages.Count} native packages of ONNX Runtime, {string.Join(" and ", packages)}; which of them is loaded is chance. Keep " +
            $"{keep}, which the execution provider '{provider.Name}' needs, and remove the rest: " +
            string.Join("; ", others.Select(static package => $"dotnet remove package {package.Id}")));
    }

    public static ExecutionProviderException WrongLibrary(ExecutionProvider provider, IReadOnlyList<NativePackage> packages, IReadOnlyList<string> offered, Exception? error = null)
    {
        string found = packages.Count == 0 ? "the one in this app" : packages[0].ToString();
        string remove = packages.Count == 0 ? "" : $"dotnet remove package {packages[0].Id}; ";
        string change = provider.Package.Length == 0
            ? "Use a package or build of ONNX Runtime that has it."
            : $"Replace the package by the one that has it: {remove}dotnet add package {provider.Package}.";
        string cause = error is null ? "" : FirstLine(error) + " ";
        string message =
            $"The execution provider '{provider.Name}' is not in this app's ONNX Runtime: {found} offers {string.Join(", ", offered)}. {cause}" +
            $"{change} Or choose the provider 'cpu'.";
        return error is null ? new(message) : new(message, error);
    }

    public static ExecutionProviderException DoesNotStart(ExecutionProvider provider, IReadOnlyList<NativePackage> packages, Exception error)
    {
        string found = packages.Count == 0 ? "this app's ONNX Runtime" : packages[0].ToString();
        string cause = FirstLine(error);
        if (cause.Contains("Failed to load", StringComparison.Ordinal) && provider.Library is { } library && ProviderLibrary.WhyItDoesNotLoad(library) is { } reason)
        {
            cause += $" The system says: {EndSentence(reason)}";
        }

        return new(
            $"The execution provider '{provider.Name}' is in {found} but does not start: {cause} It needs {provider.Needs}. " +
            "Install what is missing, or choose the provider 'cpu'.",
            error);
    }

    private static bool IsNamed(NativePackage package, string id) => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase);

    // The loader lists every place it looked in on further lines.
    private static string FirstLine(Exception error)
    {
        string line = error.Message.Split('\n')[0].TrimEnd();
        const string Hint = " In order to help diagnose";
        int hint = line.IndexOf(Hint, StringComparison.Ordinal);
        return EndSentence(hint < 0 ? line : line[..hint]);
    }

    private static string EndSentence(string line) => line.EndsWith('.') ? line : line + ".";
}
