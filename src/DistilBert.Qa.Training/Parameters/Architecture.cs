using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>The shape of a model and the names PyTorch gives its parameters.</summary>
/// <param name="Config">What <c>config.json</c> says of the arithmetic.</param>
/// <param name="FixedPositions">Whether the position table was computed rather than learned, and stays as it is.</param>
/// <param name="PaddingId">The row of the table of words that stands for padding and is never trained.</param>
/// <param name="TypeSeparator">The id behind which tokens have type 1; <see langword="null"/> where all have type 0.</param>
internal sealed record Architecture(CheckpointConfig Config, bool FixedPositions, int PaddingId, long? TypeSeparator)
{
    /// <summary>The names, as transformers writes them.</summary>
    public ParameterNames Names { get; } = new(Config.Family, PrefixOf(Config));

    /// <summary>What the names begin with; some checkpoints leave it out.</summary>
    public string Prefix => PrefixOf(Config);

    public int Width => Config.Width;

    public int HeadWidth => Config.Width / Config.Heads;

    private static string PrefixOf(CheckpointConfig config) => config.Family == CheckpointFamily.Bert ? "bert." : "distilbert.";
}
