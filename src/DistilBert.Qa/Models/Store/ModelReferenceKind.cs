namespace DistilBert.Qa;

/// <summary>What a <see cref="ModelReference"/> names.</summary>
public enum ModelReferenceKind
{
    /// <summary>The small model of the package DistilBert.Qa.Model.Mini, beside the application.</summary>
    Mini = 0,

    /// <summary>A folder that holds a model.</summary>
    Folder = 1,

    /// <summary>A file <c>*.onnx</c> or <c>*.safetensors</c> inside a folder that holds a model.</summary>
    File = 2,

    /// <summary>A repository of the Hugging Face hub.</summary>
    Hub = 3,
}
