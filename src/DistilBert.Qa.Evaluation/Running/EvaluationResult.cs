using System.Text;
using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>What an evaluation measured.</summary>
public sealed record EvaluationResult
{
    /// <summary>The data set's name.</summary>
    public required string DatasetName { get; init; }

    /// <summary>How many questions the data set holds; more than were asked where there was a limit.</summary>
    public required int AvailableQuestions { get; init; }

    /// <summary>How logits became answers.</summary>
    public required DecodingMode Decoding { get; init; }

    /// <summary>The official figures over the questions asked.</summary>
    public required SquadScores Scores { get; init; }

    /// <summary>How well the probabilities agree with how often answers match exactly.</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>The questions asked, in the order of the data set.</summary>
    public required IReadOnlyList<EvaluatedQuestion> Questions { get; init; }

    /// <summary>The worst misses, worst first.</summary>
    public required IReadOnlyList<Miss> Misses { get; init; }

    /// <summary>How many windows the model read.</summary>
    public required long Windows { get; init; }

    /// <summary>How many tokens the model read.</summary>
    public required long Tokens { get; init; }

    /// <summary>The time the answerer took; reading and scoring are not in it.</summary>
    public required TimeSpan AnsweringTime { get; init; }

    /// <summary>Windows read per second of <see cref="AnsweringTime"/>.</summary>
    public double WindowsPerSecond => PerSecond(Windows);

    /// <summary>Questions answered per second of <see cref="AnsweringTime"/>.</summary>
    public double QuestionsPerSecond => PerSecond(Questions.Count);

    /// <summary>Writes the answers as the official scorers read them.</summary>
    /// <param name="stream">Where to; stays open.</param>
    public void WriteAnswers(Stream stream) =>
        AnswerFile.WriteAnswers(stream, new OrderedMap<string>(Questions.Select(static question => KeyValuePair.Create(question.Id, question.Answer))));

    /// <summary>Writes the probabilities of no answer as the official scorer reads them.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="InvalidOperationException">They were not measured: the scoring was v1.1.</exception>
    public void WriteNoAnswerProbabilities(Stream stream)
    {
        if (Scores.Version == SquadVersion.V1)
        {
            throw new InvalidOperationException("Probabilities of no answer are measured on v2.0 data only; this evaluation was scored as v1.1.");
        }

        AnswerFile.WriteNoAnswerProbabilities(
            stream, new OrderedMap<double>(Questions.Select(static question => KeyValuePair.Create(question.Id, question.NoAnswerProbability ?? 0))));
    }

    /// <summary>The figures as a JSON object: the official ones under their names, then <c>calibration_error</c>, counts and speeds.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            foreach ((string name, double value) in Scores.Figures)
            {
                json.WriteNumber(name, value);
            }

            json.WriteNumber("calibration_error", Reliability.ExpectedCalibrationError);
            json.WriteNumber("questions", Questions.Count);
            json.WriteNumber("questions_in_data", AvailableQuestions);
            json.WriteNumber("windows", Windows);
            json.WriteNumber("tokens", Tokens);
            json.WriteNumber("seconds", AnsweringTime.TotalSeconds);
            json.WriteNumber("windows_per_second", WindowsPerSecond);
            json.WriteNumber("questions_per_second", QuestionsPerSecond);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private double PerSecond(long count) => AnsweringTime > TimeSpan.Zero ? count / AnsweringTime.TotalSeconds : 0;
}
