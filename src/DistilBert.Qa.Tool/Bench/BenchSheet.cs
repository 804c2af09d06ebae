using System.Globalization;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>The figures for a person.</summary>
internal static class BenchSheet
{
    public static void Write(BenchReport report, TextWriter text)
    {
        ProviderReport run = report.Model.ProviderReport;
        TokenizerFigures tokenizer = report.Tokenizer;
        EndToEndFigures ends = report.EndToEnd;
        Line($"Machine     {run.Device}{string.Concat(report.Machine.CpuFeatures.Select(static feature => ", " + feature))}; ONNX Runtime {run.NativeVersion}");
        Line($"Model       {report.Model.Model}, {run.Precision?.ToString().ToLowerInvariant() ?? "precision unknown"}, {run.Got}, {run.Threads} threads, {run.Streams} streams");
        Line($"");
        Line($"Tokenizer   one thread, {tokenizer.Characters / 1e6:F1} million characters of made-up prose");
        Line($"  ours                       {tokenizer.TokensPerSecond / 1e6,7:F1} million tokens/s  {tokenizer.Ratio:F1} times as fast, with places in the original text, {tokenizer.BytesPerCall} B allocated");
        Line($"  Microsoft.ML.Tokenizers    {tokenizer.MicrosoftTokensPerSecond / 1e6,7:F1} million tokens/s");
        Line($"");
        Line($"One question at a time, from text to answer");
        foreach (WindowFigures window in report.Windows)
        {
            Line($"  {window.Tokens,4} tokens                {1e3 * window.QuestionSeconds,7:F2} ms  {window.Ratio:F3} of the bare session's {1e3 * window.BareSeconds:F2} ms");
        }

        Line($"");
        Line($"Many questions, as long as SQuAD's ({ends.Questions} each time)");
        Line($"  bare session, in turn      {ends.Bare,7:F1} questions/s");
        Line($"  ours, in turn              {ends.OneByOne,7:F1} questions/s  {ends.OneByOne / ends.Bare:F2} of the bare session");
        Line($"  ours, in one call          {ends.Batch,7:F1} questions/s  {ends.Batch / ends.Bare:F2}");
        Line($"  ours, eight callers        {ends.EightCallers,7:F1} questions/s  {ends.EightCallers / ends.Bare:F2}");

        void Line(FormattableString line) => text.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
