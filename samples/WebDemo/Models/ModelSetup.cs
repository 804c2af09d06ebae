using DistilBert.Qa;

namespace WebDemo.Models;

/// <summary>Registers the models: the default one, its other precisions, and those in the folder of models.</summary>
internal static class ModelSetup
{
    public static void AddModels(this IServiceCollection services, IConfigurationSection defaults, string modelsFolder)
    {
        services.AddDistilBertQa(defaults);
        string model = defaults["Model"] ?? "mini";
        string name = ModelFolder.NameOf(model);
        string folder = Directory.Exists(model) ? model : Path.Combine(AppContext.BaseDirectory, "distilbert-qa", model);

        List<(string Id, string? Key)> ids = [(name, null)];
        AddChoices(name, folder);
        string others = Path.Combine(AppContext.BaseDirectory, modelsFolder);
        string[] folders = Directory.Exists(others) ? Directory.GetDirectories(others) : [];
        foreach (string other in folders.Where(ModelFolder.IsModel).Order(StringComparer.Ordinal))
        {
            string id = ModelFolder.NameOf(other);
            Add(id, other, ModelPrecision.Auto);
            AddChoices(id, other);
        }

        services.AddSingleton(provider => new ModelCatalog([.. ids.Select(id => new ModelEntry(id.Id, () => id.Key is null
            ? provider.GetRequiredService<QuestionAnswerer>()
            : provider.GetRequiredKeyedService<QuestionAnswerer>(id.Key)))]));
        services.AddSingleton<ModelWarmUp>();
        services.AddHostedService(static provider => provider.GetRequiredService<ModelWarmUp>());

        void AddChoices(string id, string path)
        {
            foreach (ModelPrecision precision in ModelFolder.Choices(path))
            {
                Add($"{id}-{(precision == ModelPrecision.Int8 ? "int8" : "fp32")}", path, precision);
            }
        }

        void Add(string id, string path, ModelPrecision precision)
        {
            if (ids.TrueForAll(known => known.Id != id))
            {
                ids.Add((id, id));
                services.AddKeyedDistilBertQa(id, defaults);
                services.AddKeyedDistilBertQa(id, options =>
                {
                    options.Model = path;
                    options.Precision = precision;
                });
            }
        }
    }

    public static void MapModels(this IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/models", static (ModelCatalog catalog, CancellationToken cancellationToken) => ModelsResponse.OfAsync(catalog, cancellationToken))
        .WithTags("Models")
        .WithSummary("The models one can pick")
        .WithDescription("The first is the default. What a model runs on is reported once it is loaded, which happens with its first question.");
}
