using System.Text.Json;

namespace DistilBert.Qa.Training.Results;

/// <summary>The figures of an evaluation, under the names they have wherever they are written.</summary>
internal static class EvaluationJson
{
    /// <summary>Writes them into the object that is open.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="loss">What its loss is called, which is left out where it is no number.</param>
    public static void Write(Utf8JsonWriter json, TrainingEvaluation evaluation, string loss)
    {
        json.WriteNumber("step", evaluation.Step);
        if (double.IsFinite(evaluation.Loss))
        {
            json.WriteNumber(loss, evaluation.Loss);
        }

        json.WriteNumber("exact", evaluation.ExactMatch);
        json.WriteNumber("f1", evaluation.F1);
        json.WriteNumber("correct", evaluation.Correct);
        json.WriteNumber("similar", evaluation.Similar);
        json.WriteNumber("incorrect", evaluation.Incorrect);
    }
}
