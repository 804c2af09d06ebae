using System.CommandLine;
using BenchmarkDotNet.Running;
using DistilBert.Qa.Benchmarks.Comparing;
using DistilBert.Qa.Benchmarks.LongDocuments;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Benchmarks.Reporting;

// A verb is ours; everything else is BenchmarkDotNet's.
Command[] verbs = [CompareCommand.Create(), GenerateCommand.Create(), LongDocumentsCommand.Create(), ReportCommand.Create()];
if (verbs.Any(verb => verb.Name == args.FirstOrDefault()))
{
    RootCommand root = new("Benchmarks of DistilBert.Qa.");
    Array.ForEach(verbs, root.Add);
    return await root.Parse(args).InvokeAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
