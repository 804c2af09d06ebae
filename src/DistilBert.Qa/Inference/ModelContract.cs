using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Inference;

/// <summary>The inputs and outputs of a model that answers questions, found by name and checked when the model is loaded.</summary>
internal sealed class ModelContract
{
    private const string Needed =
        "A question-answering model takes 'input_ids' (int64 or int32, batch x sequence, both of any length), may take 'attention_mask' " +
        "and 'token_type_ids' of the same kind, and gives 'start_logits' and 'end_logits' (float, batch x sequence).";

    private ModelContract(ModelInput inputIds, ModelInput? attentionMask, ModelInput? tokenTypeIds, string startLogits, string endLogits)
    {
        InputIds = inputIds;
        AttentionMask = attentionMask;
        TokenTypeIds = tokenTypeIds;
        InputNames = [.. new[] { inputIds, attentionMask, tokenTypeIds }.OfType<ModelInput>().Select(static input => input.Name)];
        OutputNames = [startLogits, endLogits];
    }

    public ModelInput InputIds { get; }

    public ModelInput? AttentionMask { get; }

    public ModelInput? TokenTypeIds { get; }

    /// <summary>The inputs in the order ids, mask, token types, as far as the model has them.</summary>
    public string[] InputNames { get; }

    /// <summary>Start logits, then end logits.</summary>
    public string[] OutputNames { get; }

    /// <summary>Reads the contract off a loaded model.</summary>
    /// <exception cref="ModelException">The model is not one that answers questions.</exception>
    public static ModelContract Discover(InferenceSession session, string path)
    {
        IReadOnlyDictionary<string, NodeMetadata> inputs = session.InputMetadata;
        IReadOnlyDictionary<string, NodeMetadata> outputs = session.OutputMetadata;
        string[] known = ["input_ids", "attention_mask", "token_type_ids"];
        string? unknown = inputs.Keys.FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null || !inputs.ContainsKey("input_ids"))
        {
            throw new ModelException(
                $"The model '{path}' takes {Describe(inputs)}{(unknown is null ? "" : $", of which '{unknown}' is not known here")}. {Needed} " +
                "Export it for the task question-answering.");
        }

        return new(
            CheckInput(path, "input_ids", inputs["input_ids"]),
            inputs.TryGetValue("attention_mask", out NodeMetadata? mask) ? CheckInput(path, "attention_mask", mask) : null,
            inputs.TryGetValue("token_type_ids", out NodeMetadata? types) ? CheckInput(path, "token_type_ids", types) : null,
            CheckOutput(path, "start_logits", outputs),
            CheckOutput(path, "end_logits", outputs));
    }

    private static ModelInput CheckInput(string path, string name, NodeMetadata input)
    {
        bool integers = input.IsTensor && input.ElementDataType is TensorElementType.Int64 or TensorElementType.Int32;
        if (!integers || input.Dimensions.Length != 2)
        {
            throw new ModelException($"The input '{name}' of the model '{path}' is {Describe(input)}. {Needed}");
        }

        if (input.Dimensions[1] > 0 || input.Dimensions[0] > 1)
        {
            throw new ModelException(
                $"The input '{name}' of the model '{path}' is {Describe(input)}: a fixed length. {Needed} Export it with dynamic axes.");
        }

        return new(name, input.ElementDataType);
    }

    private static string CheckOutput(string path, string name, IReadOnlyDictionary<string, NodeMetadata> outputs)
    {
        if (!outputs.TryGetValue(name, out NodeMetadata? output))
        {
            throw new ModelException(
                $"The model '{path}' gives {Describe(outputs)}, not '{name}'. {Needed} Export it for the task question-answering.");
        }

        return output.IsTensor && output.ElementDataType == TensorElementType.Float && output.Dimensions.Length == 2
            ? name
            : throw new ModelException($"The output '{name}' of the model '{path}' is {Describe(output)}. {Needed}");
    }

    private static string Describe(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        nodes.Count == 0 ? "nothing" : string.Join(", ", nodes.Select(static node => $"'{node.Key}' ({Describe(node.Value)})"));

    private static string Describe(NodeMetadata node) => node.IsTensor
        ? $"{node.ElementDataType} of {node.Dimensions.Length} dimensions [{string.Join(", ", node.Dimensions.Select(static size => size < 0 ? "any" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]"
        : $"not a tensor but {node.OnnxValueType}";
}
