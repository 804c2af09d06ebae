using System.Globalization;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

// The same numbers and messages on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

FileSizeSignal.Catch();
using ToolConsole console = ToolConsole.OfProcess();
return await ToolRoot.InvokeAsync(args, console).ConfigureAwait(false);
