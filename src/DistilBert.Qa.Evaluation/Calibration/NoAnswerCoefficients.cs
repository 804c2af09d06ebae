using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>What the signals of a question add to the logarithm of the odds that it has no answer; <see cref="NoAnswerSignal"/> tells what they are.</summary>
/// <param name="Prior">Before any signal.</param>
/// <param name="Margin">For each logit by which the best span outweighs the model's own "no answer": 0 or less.</param>
/// <param name="Doubt">For each logit by which that falls short of 5: 0 or more.</param>
/// <param name="Negation">For a negation in the question: 0 or more.</param>
/// <param name="FarNumbers">For each number of the question that does not stand near the best span: 0 or more.</param>
/// <param name="FarNames">For each name of the question that does not stand near the best span: 0 or more.</param>
public sealed record NoAnswerCoefficients(double Prior, double Margin, double Doubt, double Negation, double FarNumbers, double FarNames)
{
    /// <summary>Writes them as an object, under the names that a model's folder has them by.</summary>
    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteNumber("prior", Prior);
        json.WriteNumber("margin", Margin);
        json.WriteNumber("doubt", Doubt);
        json.WriteNumber("negation", Negation);
        json.WriteNumber("numbers", FarNumbers);
        json.WriteNumber("names", FarNames);
        json.WriteEndObject();
    }
}
