using System.CommandLine;
using System.Text.Json;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Models;

/// <summary><c>model list</c>: the models on this machine.</summary>
internal sealed class ModelListCommand : ToolCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON line for each model." };

    public ModelListCommand(ToolConsole console)
        : base(
            "list",
            "Shows the models on this machine: the packaged one, those in the hub's cache that answer questions, and compiled ones.",
            console,
            "distilbert-qa model list",
            "distilbert-qa model list --json") => Add(_json);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredModel> models = ModelStore.Create().List();
        if (parsed.GetValue(_json))
        {
            WriteJson(models);
        }
        else if (models.Count == 0)
        {
            Console.Messages.WriteLine("There is no model on this machine. Fetch one with: distilbert-qa model get owner/name");
        }
        else
        {
            WriteTable(models);
        }

        return Task.FromResult(ExitStatus.Done);
    }

    private static string KindOf(StoredModel model) => model.Kind.ToString().ToLowerInvariant();

    private static string? PrecisionOf(StoredModel model) => model.Precision?.ToString().ToLowerInvariant();

    private void WriteTable(IReadOnlyList<StoredModel> models)
    {
        string[][] rows =
        [
            ["MODEL", "KEPT AS", "PRECISION", "SIZE", "FOLDER"],
            .. models.Select(static model => new[] { model.Name, KindOf(model), PrecisionOf(model) ?? "", ByteSize.Of(model.Bytes), model.Path }),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            Console.Text.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private void WriteJson(IReadOnlyList<StoredModel> models)
    {
        using JsonLineWriter lines = new();
        foreach (StoredModel model in models)
        {
            Utf8JsonWriter json = lines.Begin();
            JsonText.Write(json, "name", model.Name);
            json.WriteString("kind", KindOf(model));
            json.WriteString("precision", PrecisionOf(model));
            json.WriteNumber("bytes", model.Bytes);
            JsonText.Write(json, "path", model.Path);
            lines.End();
        }

        lines.WriteTo(Console.Output);
    }
}
