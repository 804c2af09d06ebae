using System.CommandLine;

namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary><c>report</c>: draws the charts and writes sentence and table into the documents, from the committed results.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Command command = new("report", "Draws charts and writes figures into README files, from benchmarks/results; run it in the root of the checkout.");
        command.SetAction(static _ =>
        {
            IReadOnlyDictionary<string, string> files = ReportFiles.Write(Environment.CurrentDirectory);
            if (files.Count == 0)
            {
                Console.Error.WriteLine("There are no results under benchmarks/results to report; run compare first.");
                return 1;
            }

            foreach ((string file, string content) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
                File.WriteAllText(file, content);
                Console.WriteLine(file);
            }

            return 0;
        });
        return command;
    }
}
