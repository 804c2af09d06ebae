using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Training;

// A training run in a process of its own, for tests that kill it: FROM OUTPUT DATA STEPS RESUME.
TrainingOptions options = new()
{
    From = args[0],
    Output = args[1],
    Steps = int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture),
    Resume = bool.Parse(args[4]),
    MaxLength = 64,
    Overlap = 8,
    BatchTokens = 200,
    LearningRate = 1e-3,
    Dropout = 0.1,
    CheckpointEvery = 3,
    EvaluateEvery = 20,
    Threads = 1,
    MetricsFile = args[1] + ".jsonl",
};
SquadDataset data = SquadDataset.FromFile(args[2]);
await QuestionAnswererTrainer.TrainAsync(options, data, data);
