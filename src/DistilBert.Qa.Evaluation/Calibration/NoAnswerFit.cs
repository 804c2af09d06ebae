using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation;

/// <summary>Fits a logistic regression of "there is no answer" over the signals of a question.</summary>
/// <remarks>
/// Newton's method on the logarithmic loss, with a whiff of ridge so that a signal that never occurs gets the coefficient 0. A signal that comes out
/// with the sign that makes no sense (a far number that speaks for an answer, say) is an accident of the data: it is left out and the rest fitted again.
/// </remarks>
internal static class NoAnswerFit
{
    private const int Columns = 6;
    private const int MostRounds = 50;
    private const double Ridge = 1e-3;

    // The signs that make sense, the prior aside: a margin speaks for an answer, the others against.
    private static readonly int[] Signs = [0, -1, 1, 1, 1, 1];

    /// <summary>Fits to questions, each with whether it has no answer and how much it counts; both kinds must be there.</summary>
    public static NoAnswerModel Find(IEnumerable<(NoAnswerSignals Signals, bool HasNoAnswer, double Weight)> questions)
    {
        (double[] Row, double Target, double Weight)[] rows =
        [
            .. questions.Where(static question => double.IsFinite(question.Signals.Margin))
                .Select(static question => (RowOf(question.Signals), question.HasNoAnswer ? 1.0 : 0.0, question.Weight)),
        ];
        bool[] isUsed = [.. Enumerable.Repeat(true, Columns)];
        double[] coefficients = Fit(rows, isUsed);
        int absurd;
        while ((absurd = Enumerable.Range(0, Columns).FirstOrDefault(column => Signs[column] * coefficients[column] < 0, -1)) >= 0)
        {
            isUsed[absurd] = false;
            coefficients = Fit(rows, isUsed);
        }

        return new(coefficients[0], coefficients[1], coefficients[2], coefficients[3], coefficients[4], coefficients[5]);
    }

    private static double[] RowOf(in NoAnswerSignals signals) => [1, signals.Margin, signals.Doubt, signals.Negation, signals.FarNumbers, signals.FarNames];

    private static double[] Fit((double[] Row, double Target, double Weight)[] rows, bool[] isUsed)
    {
        double[] coefficients = new double[Columns];
        for (int round = 0; round < MostRounds; round++)
        {
            double[,] system = new double[Columns, Columns + 1];
            foreach ((double[] row, double target, double weight) in rows)
            {
                double probability = 1 / (1 + Math.Exp(-Dot(row, coefficients)));
                for (int i = 0; i < Columns; i++)
                {
                    for (int j = 0; j < Columns; j++)
                    {
                        system[i, j] += weight * probability * (1 - probability) * row[i] * row[j];
                    }

                    system[i, Columns] += weight * (target - probability) * row[i];
                }
            }

            for (int i = 0; i < Columns; i++)
            {
                system[i, i] += Ridge;
                system[i, Columns] -= Ridge * coefficients[i];
            }

            double[] step = Solve(system, isUsed);
            for (int i = 0; i < Columns; i++)
            {
                coefficients[i] += step[i];
            }

            if (step.Max(Math.Abs) < 1e-10)
            {
                break;
            }
        }

        return coefficients;
    }

    private static double Dot(double[] row, double[] coefficients)
    {
        double sum = 0;
        for (int i = 0; i < Columns; i++)
        {
            sum += row[i] * coefficients[i];
        }

        return sum;
    }

    // Elimination without exchange of rows: the matrix is positive definite. An unused column stays 0.
    private static double[] Solve(double[,] system, bool[] isUsed)
    {
        for (int pivot = 0; pivot < Columns; pivot++)
        {
            for (int row = 0; isUsed[pivot] && row < Columns; row++)
            {
                double factor = row == pivot || !isUsed[row] ? 0 : system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; factor != 0 && column <= Columns; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, Columns).Select(row => isUsed[row] ? system[row, Columns] / system[row, row] : 0)];
    }
}
