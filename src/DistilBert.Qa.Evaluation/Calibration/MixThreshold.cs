namespace DistilBert.Qa.Evaluation;

/// <summary>Finds from which probability of "no answer" on saying so gives the best mean F1 on questions that count by weight.</summary>
/// <remarks>As the official search for a threshold has it, an unanswerable question scores 1 where it is told to have no answer, and else 0.</remarks>
internal static class MixThreshold
{
    /// <summary>The threshold: half way between the last question that is better answered and the next; 0 where answering never pays.</summary>
    public static double Find(IEnumerable<(NoAnswerPoint Point, double Weight)> questions)
    {
        (double NoAnswer, double Gain)[] steps = [.. questions
            .Select(static question => (question.Point.NoAnswer, question.Weight * (question.Point.HasAnswer ? question.Point.Score.F1 : -1)))
            .OrderBy(static step => step.NoAnswer)];
        (double sum, double best, double threshold) = (0, 0, 0);
        for (int index = 0; index < steps.Length; index++)
        {
            sum += steps[index].Gain;
            double next = index + 1 < steps.Length ? steps[index + 1].NoAnswer : 1;
            if (sum > best && next > steps[index].NoAnswer)
            {
                (best, threshold) = (sum, (steps[index].NoAnswer + next) / 2);
            }
        }

        return threshold;
    }
}
