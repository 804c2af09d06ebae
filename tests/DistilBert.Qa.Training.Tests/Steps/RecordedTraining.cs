using System.Text.Json;
using DistilBert.Qa.Training.Data;

namespace DistilBert.Qa.Training.Tests.Steps;

/// <summary>A recorded step: its windows and what PyTorch measured.</summary>
internal sealed record RecordedStep(TrainingWindow[] Windows, int Length, double LearningRate, double Loss, double Norm);

/// <summary>The 20 training steps recorded with PyTorch on the tiny model.</summary>
internal static class RecordedTraining
{
    public static IReadOnlyList<RecordedStep> Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("steps").EnumerateArray().Select(ReadStep)];
    }

    private static RecordedStep ReadStep(JsonElement step)
    {
        int[][] ids = Rows(step, "input_ids");
        int[][] masks = Rows(step, "attention_mask");
        int[] starts = Numbers(step.GetProperty("start_positions"));
        int[] ends = Numbers(step.GetProperty("end_positions"));
        TrainingWindow[] windows = [.. ids.Select((row, index) => new TrainingWindow(row[..masks[index].Sum()], [new(starts[index], ends[index])]))];
        return new(windows, ids[0].Length, step.GetProperty("lr").GetDouble(), step.GetProperty("loss_float64").GetDouble(), step.GetProperty("grad_norm_float64").GetDouble());
    }

    private static int[][] Rows(JsonElement step, string name) => [.. step.GetProperty(name).EnumerateArray().Select(Numbers)];

    private static int[] Numbers(JsonElement row) => [.. row.EnumerateArray().Select(static value => value.GetInt32())];
}
