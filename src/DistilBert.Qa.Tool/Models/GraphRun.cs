using DistilBert.Qa.Inference;
using DistilBert.Qa.Tokenization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Tool.Models;

/// <summary>Runs a model on token ids as they are, whatever they spell; the engine makes windows of its own.</summary>
internal sealed class GraphRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ModelContract _contract;
    private readonly ModelFolder _folder;
    private readonly int _separator;

    private GraphRun(InferenceSession session, ModelContract contract, ModelFolder folder, ModelPrecision precision)
    {
        _session = session;
        _contract = contract;
        _folder = folder;
        Precision = precision;
        _separator = contract.TokenTypeIds is null ? -1 : WordPieceTokenizer.Load(folder.Path).SeparatorId;
    }

    /// <summary>What runs, or <see cref="ModelPrecision.Auto"/> where neither the file nor the user says it.</summary>
    public ModelPrecision Precision { get; }

    /// <exception cref="ModelException">The graph does not load or is not one that answers questions.</exception>
    public static GraphRun Load(ModelFolder folder, ModelPrecision asked, ExecutionProvider provider, int threads)
    {
        using SessionOptions options = SessionSettings.Create(provider, threads, folder.Graph);
        InferenceSession? session = null;
        try
        {
            session = new InferenceSession(folder.Graph, options);
            ModelPrecision found = GraphPrecision.Of(session.ModelMetadata.CustomMetadataMap, folder, asked);
            return new(session, ModelContract.Discover(session, folder.Graph), folder, found == ModelPrecision.Auto ? asked : found);
        }
        catch (OnnxRuntimeException broken)
        {
            session?.Dispose();
            throw new ModelException($"ONNX Runtime cannot load '{folder.Graph}': {broken.Message} Fetch or compile it again.", broken);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>The logits of one window.</summary>
    /// <exception cref="ModelException">The model does not take these ids.</exception>
    public (float[] Start, float[] End) Run(IReadOnlyList<int> ids)
    {
        List<NamedOnnxValue> inputs = [ToInput(_contract.InputIds, ids)];
        if (_contract.AttentionMask is { } mask)
        {
            inputs.Add(ToInput(mask, [.. ids.Select(static _ => 1)]));
        }

        if (_contract.TokenTypeIds is { } types)
        {
            int first = ids.TakeWhile(id => id != _separator).Count() + 1;
            inputs.Add(ToInput(types, [.. ids.Select((_, index) => index < first ? 0 : 1)]));
        }

        try
        {
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = _session.Run(inputs, _contract.OutputNames);
            return ([.. outputs[0].AsEnumerable<float>()], [.. outputs[1].AsEnumerable<float>()]);
        }
        catch (OnnxRuntimeException failed)
        {
            throw new ModelException(
                $"The model '{_folder.Graph}' failed on a window of {ids.Count} tokens with ids up to {ids.Max()}: {failed.Message} The ids belong to another model, or the window is longer than it takes.",
                failed);
        }
    }

    public void Dispose() => _session.Dispose();

    private static NamedOnnxValue ToInput(ModelInput input, IReadOnlyList<int> values)
    {
        int[] shape = [1, values.Count];
        return input.Type == TensorElementType.Int32
            ? NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<int>(values.ToArray(), shape))
            : NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<long>(values.Select(static value => (long)value).ToArray(), shape));
    }
}
