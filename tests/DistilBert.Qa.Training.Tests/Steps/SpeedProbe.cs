using System.Diagnostics;
using DistilBert.Qa.Tests;
using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Graphs;
using DistilBert.Qa.Training.Parameters;
using DistilBert.Qa.Training.Steps;
using Microsoft.ML.OnnxRuntime;
using Xunit.Abstractions;

namespace DistilBert.Qa.Training.Tests.Steps;

public sealed class SpeedProbe(ITestOutputHelper output)
{
    [Fact]
    public void Probe()
    {
        string folder = Shared.PathOf("models/mini-base");
        Architecture architecture = ArchitectureReader.Read(folder);
        using TrainingState state = new(architecture, ParameterLayout.Create(architecture, Freeze.Nothing, false));
        CheckpointWeights.Load(folder, state, 0);
        Stopwatch sw = Stopwatch.StartNew();
        using GraphRunner runner = GraphRunner.Create(state, new GraphSettings(false, false, false, false, true), new DropoutMasks(architecture, DropoutRates.None, 0), ExecutionProvider.Cpu, 2);
        output.WriteLine($"create {sw.ElapsedMilliseconds}");
        using SessionOptions so = new() { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession forward = new(Shared.PathOf("models/mini-stock/model.onnx"), so);
        AdamW adam = new(0.9, 0.999, 1e-8, 0.01);
        Random random = new(1);
        foreach ((int n, int length) in new[] { (1, 384), (2, 384), (4, 384), (8, 384), (16, 384), (4, 170), (8, 170), (32, 170) })
        {
            TrainingWindow[] windows = [.. Enumerable.Range(0, n).Select(_ => new TrainingWindow([.. Enumerable.Range(0, length).Select(_ => random.Next(1000, 30000))], [new(5, 7)]))];
            double train = double.MaxValue, fwd = double.MaxValue;
            long[] ids = [.. windows.SelectMany(w => w.Ids.Select(i => (long)i))];
            long[] mask = new long[ids.Length]; Array.Fill(mask, 1);
            for (int k = 0; k < 5; k++)
            {
                sw.Restart();
                runner.Run(windows, length, 1f / n, true, 0, default);
                train = Math.Min(train, sw.Elapsed.TotalSeconds);
                sw.Restart();
                for (int w = 0; w < n; w++)
                {
                    using OrtValue i = OrtValue.CreateTensorValueFromMemory(ids[(w * length)..((w + 1) * length)], [1, length]);
                    using OrtValue m = OrtValue.CreateTensorValueFromMemory(mask[..length], [1, length]);
                    using RunOptions ro = new();
                    using var r = forward.Run(ro, ["input_ids", "attention_mask"], [i, m], ["start_logits", "end_logits"]);
                }
                fwd = Math.Min(fwd, sw.Elapsed.TotalSeconds);
            }
            sw.Restart(); double norm = GradientNorm.Of(state); double tn = sw.Elapsed.TotalMilliseconds;
            sw.Restart(); adam.Step(state, 1e-5, 1); double ta = sw.Elapsed.TotalMilliseconds;
            sw.Restart(); state.Gradients.Clear(); double tc = sw.Elapsed.TotalMilliseconds;
            output.WriteLine($"{n}x{length}: train {n * length / train:f0} tok/s, forward {n * length / fwd:f0}, ratio {fwd / train:f3}; norm {tn:f1} adam {ta:f1} clear {tc:f1} ms; rss {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        }
    }
}
