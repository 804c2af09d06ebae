using DistilBert.Qa.Models;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa;

/// <summary>Turns the name of a model into a folder that runs: finds it, fetches it from the hub, compiles it, and keeps what was made.</summary>
/// <remarks>
/// Safe to share between threads, and between processes that use the same folders.
/// A hub revision is pinned to the commit found when it was first fetched; <see cref="FetchAsync"/> moves the pin.
/// </remarks>
public sealed class ModelStore
{
    private readonly ICheckpointCompiler _compiler;
    private readonly string _applicationFolder;
    private readonly Lazy<HubSettings> _hubSettings;
    private readonly Lazy<HubStore> _hub;
    private readonly Lazy<CompiledCache> _compiled;

    internal ModelStore(ICheckpointCompiler compiler, ModelStoreOptions options, Func<string, string?> environment, string applicationFolder, HubTimings? timings = null)
    {
        _compiler = compiler;
        _applicationFolder = applicationFolder;

        // Late, so that a packaged model or a plain folder needs neither a home folder nor a sane environment.
        _hubSettings = new Lazy<HubSettings>(() =>
        {
            HubSettings settings = HubSettings.Read(options, environment);
            return timings is null ? settings : settings with { Timings = timings };
        });
        _hub = new Lazy<HubStore>(() => new HubStore(_hubSettings.Value));
        _compiled = new Lazy<CompiledCache>(() => new CompiledCache(CacheFolder.Locate(options, environment), compiler, (timings ?? new HubTimings()).Lock));
    }

    /// <summary>A store whose unset options follow the environment.</summary>
    /// <param name="options">Where models are kept and fetched from. Default: all by the environment.</param>
    public static ModelStore Create(ModelStoreOptions? options = null) =>
        new(new Compilation.CheckpointCompiler(), options ?? new(), Environment.GetEnvironmentVariable, AppContext.BaseDirectory);

    /// <summary>The model as a folder with a graph that runs; fetched and compiled first if it must be.</summary>
    /// <param name="model">What to run.</param>
    /// <param name="precision">Which form of the weights; default: 8-bit, or 32-bit of others' exports where the processor does not multiply 8-bit integers well.</param>
    /// <param name="progress">Told how far each file's download is.</param>
    /// <param name="cancellationToken">Stops; what was fetched stays, and the next call goes on from there.</param>
    /// <exception cref="ModelException">The model is missing, damaged, or of a kind that cannot run; the message says what to do.</exception>
    public async Task<ModelFolder> ResolveAsync(
        ModelReference model,
        ModelPrecision precision = ModelPrecision.Auto,
        IProgress<ModelDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ThrowIfUndefined(precision);
        switch (model.Kind)
        {
            case ModelReferenceKind.Hub:
                HubSnapshot snapshot = await _hub.Value.GetAsync(Request(model, precision), progress, cancellationToken).ConfigureAwait(false);
                return await OpenAsync(model, snapshot.Folder, precision, snapshot.Commit, cancellationToken).ConfigureAwait(false);
            case ModelReferenceKind.File when model.Path!.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase):
                return OpenGraph(model, RequireFile(model.Path));
            case ModelReferenceKind.File:
                return await CompileAsync(model, CheckpointFolder.OfFile(RequireFile(model.Path!)), precision, null, cancellationToken).ConfigureAwait(false);
            default:
                return await OpenAsync(model, LocalFolder(model), precision, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the hub which commit the revision is now, fetches what is not here, and pins the revision to it; other models are only looked for.</summary>
    /// <param name="model">What to fetch.</param>
    /// <param name="precision">Which form, for repositories that have ONNX files only.</param>
    /// <param name="progress">Told how far each file's download is.</param>
    /// <param name="cancellationToken">Stops; what was fetched stays, and the next call goes on from there.</param>
    /// <returns>The absolute path of the folder with the model's files.</returns>
    /// <exception cref="ModelException">The model cannot be fetched or is not there; the message says what to do.</exception>
    public async Task<string> FetchAsync(
        ModelReference model,
        ModelPrecision precision = ModelPrecision.Auto,
        IProgress<ModelDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ThrowIfUndefined(precision);
        return model.Kind == ModelReferenceKind.Hub
            ? (await _hub.Value.FetchAsync(Request(model, precision), progress, cancellationToken).ConfigureAwait(false)).Folder
            : LocalFolder(model);
    }

    /// <summary>The absolute path of the folder with the model's files if they are here, else <see langword="null"/>; never uses the network.</summary>
    public string? Find(ModelReference model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Kind switch
        {
            ModelReferenceKind.Mini => EmbeddedModel.Find(_applicationFolder),
            ModelReferenceKind.Hub => _hub.Value.Find(model.Repository!, model.Revision!, _compiler.OfExports(ModelPrecision.Auto))?.Folder,
            ModelReferenceKind.File => File.Exists(model.Path) ? Path.GetDirectoryName(model.Path) : null,
            _ => Directory.Exists(model.Path) ? model.Path : null,
        };
    }

    /// <summary>The models on this machine: the packaged one, those in the hub's cache that answer questions, and compiled ones.</summary>
    public IReadOnlyList<StoredModel> List() => new ModelInventory(_hubSettings.Value, _compiled.Value.Folder, _applicationFolder).List();

    /// <summary>Removes a model that <see cref="List"/> gave from the hub's cache or the cache of compiled models.</summary>
    /// <exception cref="ModelException">It is the packaged model, or its folder is in neither cache.</exception>
    public async Task DeleteAsync(StoredModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        switch (model.Kind)
        {
            case StoredModelKind.Compiled when Path.GetDirectoryName(Path.GetFullPath(model.Path)) == _compiled.Value.Folder:
                await _compiled.Value.RemoveAsync(Path.GetFullPath(model.Path), cancellationToken).ConfigureAwait(false);
                break;
            case StoredModelKind.Hub:
                await HubRemoval.RemoveAsync(_hubSettings.Value, model.Path, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new ModelException($"{model.Name} in {model.Path} is in neither cache, so it is not deleted from here. A packaged model goes with its package; another folder is yours to delete.");
        }
    }

    /// <summary>Reads every file of a model whole, and of its compiled form if there is one, and compares hashes.</summary>
    /// <remarks>Damaged files of the hub's cache and damaged compiled models are removed, so that the next use fetches or compiles them anew.</remarks>
    /// <exception cref="ModelException">The model is not here.</exception>
    public async Task<IReadOnlyList<ModelFileCheck>> VerifyAsync(ModelReference model, ModelPrecision precision = ModelPrecision.Auto, CancellationToken cancellationToken = default)
    {
        ThrowIfUndefined(precision);
        string folder = Find(model) ?? throw new ModelException($"{model} is not here, so there is nothing to verify. Fetch it first, for instance with: distilbert-qa model get {model}");
        List<ModelFileCheck> checks = await Verification.OfFolderAsync(folder, isHub: model.Kind == ModelReferenceKind.Hub, cancellationToken).ConfigureAwait(false);
        bool isIntact = checks.All(check => check.Matches != false);
        CheckpointFolder? checkpoint = !isIntact ? null : model.Kind == ModelReferenceKind.File ? CheckpointOf(model) : CheckpointFolder.Find(folder);
        if (checkpoint is not null)
        {
            string compiled = await _compiled.Value.LocateAsync(checkpoint, _compiler.OfCompiled(precision), cancellationToken).ConfigureAwait(false);
            List<ModelFileCheck> compiledChecks = await Verification.OfCompiledAsync(compiled, cancellationToken).ConfigureAwait(false);
            if (compiledChecks.Any(check => check.Matches == false))
            {
                await _compiled.Value.RemoveAsync(compiled, cancellationToken).ConfigureAwait(false);
            }

            checks.AddRange(compiledChecks);
        }

        return checks;
    }

    private static CheckpointFolder? CheckpointOf(ModelReference model) =>
        model.Path!.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ? CheckpointFolder.OfFile(model.Path) : null;

    private static void ThrowIfUndefined(ModelPrecision precision)
    {
        if (!Enum.IsDefined(precision))
        {
            throw new ArgumentOutOfRangeException(nameof(precision), precision, "A precision is Auto, Fp32 or Int8.");
        }
    }

    private static string RequireFile(string path) =>
        File.Exists(path) ? path : throw new ModelException($"There is no file {path}. Check the path; a hub model is written owner/name.");

    private static ModelFolder OpenGraph(ModelReference model, string graph)
    {
        string folder = Path.GetDirectoryName(graph)!;

        // On the hub, graphs lie in a folder onnx/ below the vocabulary.
        string? parent = Path.GetDirectoryName(folder);
        bool isBelow = Path.GetFileName(folder) == "onnx" && parent is not null && !HasVocabulary(folder) && HasVocabulary(parent);
        string home = isBelow ? parent! : folder;
        return new ModelFolder(model, home, graph, PrecisionOf(Path.GetRelativePath(home, graph)), home);

        static bool HasVocabulary(string folder) => File.Exists(Path.Combine(folder, ModelFiles.Vocabulary)) || File.Exists(Path.Combine(folder, ModelFiles.Tokenizer));
    }

    private static ModelPrecision PrecisionOf(string graph) =>
        ModelFiles.Int8Graphs.Contains(graph.Replace('\\', '/'), StringComparer.Ordinal) ? ModelPrecision.Int8 : ModelPrecision.Auto;

    private string LocalFolder(ModelReference model) => model.Kind switch
    {
        ModelReferenceKind.Mini => EmbeddedModel.Require(_applicationFolder),
        ModelReferenceKind.File => Path.GetDirectoryName(RequireFile(model.Path!))!,
        _ when Directory.Exists(model.Path) => model.Path!,
        _ => throw new ModelException($"There is no folder {model.Path}. Check the path; a hub model is written owner/name."),
    };

    private HubRequest Request(ModelReference model, ModelPrecision precision) =>
        new(model.Repository!, model.Revision!, _compiler.OfExports(precision), precision != ModelPrecision.Auto, _compiler.CheckConfiguration);

    private async Task<ModelFolder> OpenAsync(ModelReference model, string folder, ModelPrecision precision, string? commit, CancellationToken cancellationToken)
    {
        ModelPrecision chosen = _compiler.OfExports(precision);
        CheckpointFolder? checkpoint = CheckpointFolder.Find(folder);

        // A folder's own graph runs as it is. On the hub, graphs are generic exports, and compiling the checkpoint beside them gives a faster one.
        bool prefersGraph = checkpoint is null || commit is null;
        string? graph = !prefersGraph ? null
            : checkpoint is null ? GraphChoice.Any(Exists, chosen, precision != ModelPrecision.Auto, folder)
            : GraphChoice.Named(Exists, chosen);
        if (graph is not null)
        {
            return new ModelFolder(model, folder, Path.Combine(folder, graph.Replace('/', Path.DirectorySeparatorChar)), PrecisionOf(graph), folder, commit);
        }

        return checkpoint is not null
            ? await CompileAsync(model, checkpoint, precision, commit, cancellationToken).ConfigureAwait(false)
            : throw new ModelException(UnusableWeights.Explain(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)), folder));

        bool Exists(string path) => File.Exists(Path.Combine(folder, path));
    }

    private async Task<ModelFolder> CompileAsync(ModelReference model, CheckpointFolder checkpoint, ModelPrecision precision, string? commit, CancellationToken cancellationToken)
    {
        ModelPrecision chosen = _compiler.OfCompiled(precision);
        string source = commit is null ? checkpoint.Folder : $"{model.Repository}@{commit}";
        string folder = await _compiled.Value.GetAsync(checkpoint, chosen, source, cancellationToken).ConfigureAwait(false);
        return new ModelFolder(model, folder, Path.Combine(folder, ModelFiles.Graph), chosen, checkpoint.Folder, commit);
    }
}
