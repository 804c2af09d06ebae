using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>The usual help, followed by examples of the command.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int status = usual.Invoke(parseResult);
        IEnumerable<string> examples = parseResult.CommandResult.Command switch
        {
            ToolCommand command => command.Examples,
            Command root => root.Subcommands.OfType<ToolCommand>().Select(static command => command.Examples[0]),
        };

        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in examples)
        {
            output.WriteLine($"  {example}");
        }

        return status;
    }
}
