namespace DistilBert.Qa;

/// <summary>What a <see cref="QuestionAnswerer"/> runs on.</summary>
/// <param name="Model">What the model was called when it was asked for.</param>
/// <param name="Path">The ONNX file that runs.</param>
/// <param name="Precision">The form of the weights, or <see cref="ModelPrecision.Auto"/> where nothing but the file itself says it.</param>
/// <param name="Provider">The execution provider.</param>
/// <param name="Threads">Threads inside one run.</param>
/// <param name="Streams">Runs side by side.</param>
/// <param name="Positions">The longest window the model takes, in tokens.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
public sealed record QuestionAnswererInfo(
    string Model,
    string Path,
    ModelPrecision Precision,
    string Provider,
    int Threads,
    int Streams,
    int Positions,
    int VocabularySize);
