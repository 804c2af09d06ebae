using System.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Models;

/// <summary><c>model</c>: what models there are, and all that is done to one but asking it.</summary>
internal sealed class ModelCommand : Command
{
    public ModelCommand(ToolConsole console)
        : base("model", "Lists, fetches, compiles, describes and checks models.")
    {
        Add(new ModelListCommand(console));
        Add(new ModelGetCommand(console));
        Add(new ModelCompileCommand(console));
        Add(new ModelInspectCommand(console));
        Add(new ModelVerifyCommand(console));
        Add(new ModelPathCommand(console));
    }
}
