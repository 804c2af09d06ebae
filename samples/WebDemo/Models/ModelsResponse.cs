using DistilBert.Qa;

namespace WebDemo.Models;

/// <summary>The models present.</summary>
/// <param name="Models">The models, the default one first.</param>
internal sealed record ModelsResponse(ModelReport[] Models)
{
    public static async Task<ModelsResponse> OfAsync(ModelCatalog catalog, CancellationToken cancellationToken)
    {
        List<ModelReport> models = [];
        foreach (ModelEntry entry in catalog.Entries)
        {
            QuestionAnswererInfo? info = entry.IsLoaded ? (await entry.GetAsync(cancellationToken)).Info : null;
            models.Add(new(
                entry.Id,
                info is not null,
                info?.ProviderReport.Precision?.ToString().ToLowerInvariant(),
                info?.ProviderReport.Got,
                info?.ProviderReport.Asked,
                info?.ProviderReport.Reason,
                info?.ProviderReport.Device,
                info?.ProviderReport.CpuFeatures,
                info?.ProviderReport.NativeVersion,
                info?.ProviderReport.Threads,
                info?.ProviderReport.Streams,
                info?.Positions,
                info?.VocabularySize,
                info is null ? null : new FileInfo(info.Path).Length));
        }

        return new([.. models]);
    }
}
