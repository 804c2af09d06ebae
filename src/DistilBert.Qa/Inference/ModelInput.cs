using Microsoft.ML.OnnxRuntime.Tensors;

namespace DistilBert.Qa.Inference;

/// <summary>An input of the model: its name and element type.</summary>
internal readonly record struct ModelInput(string Name, TensorElementType Type);
