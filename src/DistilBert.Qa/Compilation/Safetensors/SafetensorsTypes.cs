namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>The names and sizes of <see cref="SafetensorsType"/> in a file.</summary>
internal static class SafetensorsTypes
{
    /// <summary>The type of that name in a header; <see langword="false"/> for one this reader does not know.</summary>
    public static bool TryParse(string name, out SafetensorsType type)
    {
        SafetensorsType? known = name switch
        {
            "BOOL" => SafetensorsType.Bool,
            "U8" => SafetensorsType.U8,
            "I8" => SafetensorsType.I8,
            "F8_E4M3" => SafetensorsType.F8E4M3,
            "F8_E5M2" => SafetensorsType.F8E5M2,
            "I16" => SafetensorsType.I16,
            "U16" => SafetensorsType.U16,
            "F16" => SafetensorsType.F16,
            "BF16" => SafetensorsType.BF16,
            "I32" => SafetensorsType.I32,
            "U32" => SafetensorsType.U32,
            "F32" => SafetensorsType.F32,
            "I64" => SafetensorsType.I64,
            "U64" => SafetensorsType.U64,
            "F64" => SafetensorsType.F64,
            _ => null,
        };
        type = known.GetValueOrDefault();
        return known.HasValue;
    }

    /// <summary>The name a header gives the type.</summary>
    public static string Name(this SafetensorsType type) => type switch
    {
        SafetensorsType.Bool => "BOOL",
        SafetensorsType.F8E4M3 => "F8_E4M3",
        SafetensorsType.F8E5M2 => "F8_E5M2",
        _ => type.ToString(),
    };

    /// <summary>Bytes of one element.</summary>
    public static int Size(this SafetensorsType type) => type switch
    {
        SafetensorsType.Bool or SafetensorsType.U8 or SafetensorsType.I8 or SafetensorsType.F8E4M3 or SafetensorsType.F8E5M2 => 1,
        SafetensorsType.I16 or SafetensorsType.U16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.I32 or SafetensorsType.U32 or SafetensorsType.F32 => 4,
        _ => 8,
    };
}
