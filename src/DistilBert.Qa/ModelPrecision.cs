namespace DistilBert.Qa;

/// <summary>Which form of a model's weights runs.</summary>
public enum ModelPrecision
{
    /// <summary>8-bit integers; of others' exports, 32-bit floating point where the processor does not multiply 8-bit integers well (x64 without VNNI).</summary>
    Auto = 0,

    /// <summary>32-bit floating point.</summary>
    Fp32 = 1,

    /// <summary>8-bit integer weights with dynamically quantised activations.</summary>
    Int8 = 2,
}
