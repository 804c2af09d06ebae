namespace DistilBert.Qa.Training;

/// <summary>A fine-tuning: where it begins, where it goes and its recipe; the initial values are the defaults.</summary>
public sealed record TrainingOptions
{
    /// <summary>The checkpoint to begin with: a folder with config.json, model.safetensors and vocab.txt. A head that is missing is drawn by the seed.</summary>
    public required string From { get; set; }

    /// <summary>The folder for the result; while the run goes on its checkpoints lie in the folder <c>training</c> inside it.</summary>
    public required string Output { get; set; }

    /// <summary>How often the data is gone through: 1 or more. Default: 2. <see cref="Steps"/> goes before it.</summary>
    public int Epochs { get; set; } = 2;

    /// <summary>How many steps are taken, over as many epochs as that needs: 1 or more. Default: <see langword="null"/>, as <see cref="Epochs"/> says.</summary>
    public int? Steps { get; set; }

    /// <summary>The highest learning rate: above 0, at most 1. Default: 1.2e-4, which suits small models; 3e-5 suits those of base size.</summary>
    public double LearningRate { get; set; } = 1.2e-4;

    /// <summary>The warm-up, over which the learning rate rises in a straight line: below 1 a share of all steps, from 1 on a number of steps. Default: 0.06.</summary>
    public double Warmup { get; set; } = 0.06;

    /// <summary>How the learning rate falls after the warm-up. Default: <see cref="LearningRateSchedule.Linear"/>.</summary>
    public LearningRateSchedule Schedule { get; set; } = LearningRateSchedule.Linear;

    /// <summary>Decoupled weight decay, on matrices only: 0 to 1. Default: 0.01.</summary>
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>How slowly Adam's mean of gradients moves: 0 to below 1. Default: 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>How slowly Adam's mean of squared gradients moves: 0 to below 1. Default: 0.98.</summary>
    public double Beta2 { get; set; } = 0.98;

    /// <summary>The largest norm over all gradients; longer ones are shortened to it: above 0. Default: 1; <see langword="null"/> does not clip.</summary>
    public double? Clip { get; set; } = 1;

    /// <summary>Batches whose gradients are added up to one step: 1 or more. Default: 1.</summary>
    public int Accumulate { get; set; } = 1;

    /// <summary>About how many tokens a batch has: 8 or more. Default: 5,400. <see cref="BatchSize"/> goes before it.</summary>
    public int BatchTokens { get; set; } = 5400;

    /// <summary>How many windows a batch has: 1 or more. Default: <see langword="null"/>, as <see cref="BatchTokens"/> says.</summary>
    public int? BatchSize { get; set; }

    /// <summary>About how many tokens run at once, in two runs side by side, which bounds memory; results hardly depend on it: 1 to 65,536. Default: 1,536.</summary>
    public int RunTokens { get; set; } = 1536;

    /// <summary>
    /// Whether the windows of a batch are padded to its longest and the padding takes part in the loss, as in transformers. Default:
    /// <see langword="false"/>: windows run at their exact length and batches are made of windows of like length.
    /// </summary>
    public bool PadBatches { get; set; }

    /// <summary>The share of values that is dropped in embeddings, attention, feed-forward outputs and before the head: 0 to below 1. Default: 0.</summary>
    public double Dropout { get; set; }

    /// <summary>The length of a window in tokens, question and control tokens included: 8 to the model's positions. Default: 384.</summary>
    public int MaxLength { get; set; } = 384;

    /// <summary>How many context tokens neighbouring windows share: 0 to less than what the question leaves of the window. Default: 128.</summary>
    public int Overlap { get; set; } = 128;

    /// <summary>A longer question is cut to so many tokens: 1 or more. Default: <see langword="null"/>; one that leaves no room is then an error.</summary>
    public int? MaxQuestionTokens { get; set; }

    /// <summary>Whether every occurrence of an answer in its context is right, by their summed probability, not the marked one alone. Default: <see langword="false"/>.</summary>
    public bool AllOccurrences { get; set; }

    /// <summary>What to do with answers that do not fit. Default: <see cref="AnswerRepair.Nearest"/>.</summary>
    public AnswerRepair Repair { get; set; } = AnswerRepair.Nearest;

    /// <summary>The share of windows without an answer that each epoch draws: 0 to 1. Default: 1, all of them; their target is <c>[CLS]</c>.</summary>
    public double NoAnswerShare { get; set; } = 1;

    /// <summary>What is not trained: <c>embeddings</c> and <c>layers:0-2</c> or <c>layers:0</c>, separated by commas, layers from 0. Default: <see langword="null"/>, everything is trained.</summary>
    public string? Freeze { get; set; }

    /// <summary>Steps between evaluations on the held-out data: 1 or more. Default: <see langword="null"/>, after every epoch.</summary>
    public int? EvaluateEvery { get; set; }

    /// <summary>How many questions an evaluation asks, evenly spread: 1 or more. Default: <see langword="null"/>, all.</summary>
    public int? EvaluationLimit { get; set; }

    /// <summary>Evaluations without a better F1 after which the run stops: 1 or more. Default: <see langword="null"/>, it goes on to the end.</summary>
    public int? Patience { get; set; }

    /// <summary>
    /// Whether the result's probabilities are fitted to the questions held out, all of them, and <c>calibration.json</c> lies beside it; 20 with an answer
    /// are needed in each half of their articles. Default: <see langword="false"/>.
    /// </summary>
    public bool Calibrate { get; set; }

    /// <summary>Steps between checkpoints: 1 or more. Default: 500. There is one after every evaluation and when a run is cancelled too.</summary>
    public int CheckpointEvery { get; set; } = 500;

    /// <summary>Whether to go on from the last checkpoint in <see cref="Output"/>; where there is none the run begins. Default: <see langword="false"/>.</summary>
    public bool Resume { get; set; }

    /// <summary>Settles the order of the data, dropout and a drawn head. Default: 1.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Whether each epoch goes through the data in another order. Default: <see langword="true"/>.</summary>
    public bool Shuffle { get; set; } = true;

    /// <summary>Where the graph runs, as <see cref="ExecutionProvider.Parse"/> reads it. Default: <c>cpu</c>.</summary>
    public string Provider { get; set; } = "cpu";

    /// <summary>Threads of a run: 1 to 1024. Default: <see langword="null"/>, all cores.</summary>
    public int? Threads { get; set; }

    /// <summary>A file that gets one JSON object a line for every step and evaluation. Default: <see langword="null"/>, none.</summary>
    public string? MetricsFile { get; set; }

    /// <summary>A file that gets the HTML report. Default: <see langword="null"/>, none.</summary>
    public string? ReportFile { get; set; }
}
