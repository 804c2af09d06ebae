namespace DistilBert.Qa.Training.Graphs;

/// <summary>Names of what a training graph takes besides parameters and their gradients so far.</summary>
internal static class GraphInputs
{
    public const string Ids = "ids";
    public const string TypeIds = "type_ids";
    public const string Targets = "targets";
    public const string TargetBias = "target_bias";
    public const string Weights = "window_weights";
    public const string AttentionBias = "attention_bias";
    public const string LogitBias = "logit_bias";

    /// <summary>The gradient of a parameter as earlier batches left it.</summary>
    public static string GradientOf(string parameter) => "gradient/" + parameter;
}
