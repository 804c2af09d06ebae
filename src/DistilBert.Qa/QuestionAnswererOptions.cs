using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DistilBert.Qa;

/// <summary>What a <see cref="QuestionAnswerer"/> is made of; the initial values are the defaults.</summary>
public sealed class QuestionAnswererOptions
{
    private ExecutionProvider? _provider;

    /// <summary>The model, as <see cref="ModelReference.Parse"/> reads it: <c>mini</c> (package DistilBert.Qa.Model.Mini), a folder, a file <c>*.onnx</c> or <c>*.safetensors</c> in a model folder, or a hub id <c>owner/name[@revision]</c>. Default: <c>mini</c>.</summary>
    [Required]
    public string Model { get; set; } = "mini";

    /// <summary>Where models are kept and fetched from. Default: what the environment says.</summary>
    [Required]
    public ModelStoreOptions Store { get; set; } = new();

    /// <summary>Which form of the weights runs. Default: <see cref="ModelPrecision.Auto"/>.</summary>
    [EnumDataType(typeof(ModelPrecision))]
    public ModelPrecision Precision { get; set; } = ModelPrecision.Auto;

    /// <summary>Where the model runs, as <see cref="ExecutionProvider.Parse"/> reads it. Default: <c>cpu</c>.</summary>
    [Required]
    public string Provider { get; set; } = "cpu";

    /// <summary>What to do where that provider is missing. Default: <see cref="MissingProvider.Error"/>.</summary>
    [EnumDataType(typeof(MissingProvider))]
    public MissingProvider WhenProviderMissing { get; set; } = MissingProvider.Error;

    /// <summary>What becomes of running questions when the answerer is disposed. Default: <see cref="RunningQuestions.Finish"/>.</summary>
    [EnumDataType(typeof(RunningQuestions))]
    public RunningQuestions WhenDisposed { get; set; } = RunningQuestions.Finish;

    /// <summary>
    /// Threads inside one run of the model: 1 to 1024. Default: <see langword="null"/>, which the load decides: all cores the process may
    /// use while a run is alone, a share of them while there are as many runs as fill the cores.
    /// </summary>
    /// <remarks>
    /// For the second case the model is opened a second time when it first comes up. Weights that lie in a file beside the model, as in
    /// what this library compiles, are in memory once all the same; a model that holds its weights itself needs room for them twice. A
    /// number set here avoids that. A container's quota of processor time counts as cores, rounded up.
    /// </remarks>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>Runs of the model side by side: 1 to 1024. Default: <see langword="null"/>, as many as fill the cores the process may use.</summary>
    [Range(1, 1024)]
    public int? Streams { get; set; }

    /// <summary>The longest context in UTF-16 units: 1 or more. Default: 16,777,216.</summary>
    [Range(1, int.MaxValue)]
    public int MaxContextCharacters { get; set; } = 16 * 1024 * 1024;

    /// <summary>The longest question in UTF-16 units: 1 or more. Default: 65,536.</summary>
    [Range(1, int.MaxValue)]
    public int MaxQuestionCharacters { get; set; } = 64 * 1024;

    /// <summary>The most inputs in one call: 1 or more. Default: 100,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxInputs { get; set; } = 100_000;

    /// <summary>The most contexts of one input: 1 or more. Default: 100,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxContexts { get; set; } = 100_000;

    /// <summary>The most windows in one call: 1 or more. Default: 1,000,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxWindows { get; set; } = 1_000_000;

    /// <summary>How questions are answered where a call says nothing.</summary>
    [Required]
    [ValidateObjectMembers]
    public AnswerOptions Answers { get; set; } = new();

    /// <summary>Runs the model on a provider given as an object; goes before <see cref="Provider"/>.</summary>
    /// <param name="provider">The provider, one of this library's or your own.</param>
    public QuestionAnswererOptions UseProvider(ExecutionProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _provider = provider;
        return this;
    }

    internal ExecutionProvider ResolveProvider() => _provider ?? ExecutionProvider.Parse(Provider);
}
