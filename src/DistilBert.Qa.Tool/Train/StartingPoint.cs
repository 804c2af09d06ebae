using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Models;

namespace DistilBert.Qa.Tool.Train;

/// <summary>The folder that training begins with.</summary>
internal static class StartingPoint
{
    /// <summary>Finds it; what is not on this machine is fetched from the hub.</summary>
    /// <exception cref="ToolException">It cannot be trained.</exception>
    /// <exception cref="ModelException">It is not there, or cannot be fetched.</exception>
    public static async Task<string> LocateAsync(string name, bool isSeen, CancellationToken cancellationToken)
    {
        ModelReference model = ModelReference.Parse(name);
        if (model.Kind == ModelReferenceKind.Mini)
        {
            throw new ToolException(
                "The model mini is compiled, and only a checkpoint can be trained: a folder with config.json, model.safetensors and vocab.txt, or a hub id owner/name. Name one with --from.");
        }

        if (model.Kind == ModelReferenceKind.Hub)
        {
            ModelStore store = ModelStore.Create();
            return store.Find(model) ?? await DownloadView
                .FollowAsync(isSeen, progress => store.FetchAsync(model, ModelPrecision.Fp32, progress, cancellationToken))
                .ConfigureAwait(false);
        }

        return File.Exists(model.Path) ? Path.GetDirectoryName(model.Path)! : model.Path!;
    }
}
