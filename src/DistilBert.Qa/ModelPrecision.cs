namespace DistilBert.Qa;

/// <summary>Which form of a model's weights runs.</summary>
public enum ModelPrecision
{
    /// <summary>8-bit integers where the processor multiplies them well (VNNI, or any Arm64), else 32-bit floating point.</summary>
    Auto = 0,

    /// <summary>32-bit floating point.</summary>
    Fp32 = 1,

    /// <summary>8-bit integer weights with dynamically quantised activations.</summary>
    Int8 = 2,
}
