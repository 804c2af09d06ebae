using System.CommandLine;

namespace DistilBert.Qa.Tool.Models;

/// <summary>The model that a command of <c>model</c> is about.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() => new("model")
    {
        Description = "The model: mini, a folder, a file *.onnx or *.safetensors in one, or a hub id owner/name[@revision].",
    };

    /// <summary>The folder of a model that is on this machine.</summary>
    /// <exception cref="ModelException">It is not.</exception>
    public static string Locate(ModelStore store, ModelReference model) => store.Find(model) ?? throw new ModelException(model.Kind switch
    {
        ModelReferenceKind.Hub => $"{model} is not on this machine. Fetch it with: distilbert-qa model get {model}",
        ModelReferenceKind.Mini => "The model mini is not beside the tool. Install the tool again.",
        _ => $"There is no {model.Path}. Check the path; a hub model is written owner/name.",
    });
}
