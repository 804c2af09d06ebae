using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Training.Running;

/// <summary>Makes a checkpoint answer while a run goes on, by the very way its users will: compiled, then answering.</summary>
internal static class AnsweringModel
{
    /// <summary>Compiles a checkpoint and opens it.</summary>
    /// <param name="checkpoint">The checkpoint's folder.</param>
    /// <param name="folder">The folder for the compiled model; the caller deletes it.</param>
    /// <param name="precision">The form of the weights.</param>
    /// <param name="answering">How questions are answered.</param>
    /// <param name="options">The recipe, which says where the model runs.</param>
    /// <param name="cancellationToken">Stops compiling promptly.</param>
    public static QuestionAnswerer Open(
        string checkpoint, string folder, ModelPrecision precision, AnswerOptions answering, TrainingOptions options, CancellationToken cancellationToken)
    {
        ModelCompiler.Compile(checkpoint, folder, new CompilationOptions { Precision = precision }, cancellationToken);
        return QuestionAnswerer.Create(new QuestionAnswererOptions { Model = folder, Precision = precision, Provider = options.Provider, Answers = answering });
    }

    /// <summary>Windows and questions as the recipe has them.</summary>
    public static AnswerOptions Answering(TrainingOptions options) => new()
    {
        MaxLength = options.MaxLength,
        Overlap = options.Overlap,
        MaxQuestionTokens = options.MaxQuestionTokens,
        LongQuestion = options.MaxQuestionTokens is null ? LongQuestion.Error : LongQuestion.KeepFirst,
    };
}
