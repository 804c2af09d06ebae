namespace DistilBert.Qa;

/// <summary>What a <see cref="QuestionAnswerer"/> runs on.</summary>
/// <param name="Model">What the model was called when it was asked for.</param>
/// <param name="Path">The ONNX file that runs.</param>
/// <param name="Positions">The longest window the model takes, in tokens.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
public sealed record QuestionAnswererInfo(string Model, string Path, int Positions, int VocabularySize)
{
    /// <summary>What the model was asked to run on, what it runs on, and why.</summary>
    public required ProviderReport ProviderReport { get; init; }
}
