using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DistilBert.Qa.Documentation.Tests;

/// <summary>Every C# block of README and docs is a whole program: it is compiled and run as one.</summary>
[Collection("Console")]
public class SnippetTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Threading; global using System.Threading.Tasks;";

    public static TheoryData<string, int> Blocks
    {
        get
        {
            TheoryData<string, int> blocks = [];
            foreach (CodeBlock block in Repository.Documents().SelectMany(CodeBlock.In).Where(block => block.Language == "csharp"))
            {
                blocks.Add(block.Document, block.Line);
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Block_CompiledAndRun_Succeeds(string document, int line)
    {
        CodeBlock block = CodeBlock.In(document).Single(candidate => candidate.Line == line);
        Assembly program = Compile(block);

        string folder = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Repository.Root;
        try
        {
            object? result = program.EntryPoint!.Invoke(null, program.EntryPoint.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            await (result as Task ?? Task.CompletedTask);
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    private static Assembly Compile(CodeBlock block)
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Snippet_{block.Line}",
            [
                CSharpSyntaxTree.ParseText(SourceText.From(ImplicitUsings), new CSharpParseOptions(LanguageVersion.Latest)),
                CSharpSyntaxTree.ParseText(SourceText.From(block.Text), new CSharpParseOptions(LanguageVersion.Latest), block.ToString()),
            ],
            trusted.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream assembly = new();
        compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Should().BeEmpty();
        return Assembly.Load(assembly.ToArray());
    }
}
