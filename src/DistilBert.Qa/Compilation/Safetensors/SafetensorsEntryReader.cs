using System.Text.Json;

namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>Reads one tensor's description from a header.</summary>
internal static class SafetensorsEntryReader
{
    /// <summary>The tensor of that name; the reader stands on the start of its object and is left on the end.</summary>
    public static SafetensorsEntry Read(string file, string name, ref Utf8JsonReader reader, int maxRank)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw SafetensorsHeader.Error(file, $"tensor '{name}' is not described by an object");
        }

        string? typeName = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            bool twice = key switch
            {
                "dtype" => typeName is not null,
                "shape" => shape is not null,
                "data_offsets" => offsets is not null,
                _ => throw SafetensorsHeader.Error(file, $"tensor '{name}' has the unknown key '{key}'"),
            };
            if (twice)
            {
                throw SafetensorsHeader.Error(file, $"tensor '{name}' has '{key}' twice");
            }

            switch (key)
            {
                case "dtype":
                    typeName = reader.GetString();
                    break;
                case "shape":
                    shape = Numbers(file, name, key, maxRank, ref reader);
                    break;
                default:
                    offsets = Numbers(file, name, key, 2, ref reader);
                    break;
            }
        }

        if (typeName is null || shape is null || offsets is not { Count: 2 })
        {
            throw SafetensorsHeader.Error(file, $"tensor '{name}' lacks 'dtype', 'shape' or two 'data_offsets'");
        }

        return Check(file, name, typeName, shape, offsets[0], offsets[1]);
    }

    private static SafetensorsEntry Check(string file, string name, string typeName, List<long> shape, long begin, long end)
    {
        if (!SafetensorsTypes.TryParse(typeName, out SafetensorsType type))
        {
            throw SafetensorsHeader.Error(file, $"tensor '{name}' has the unknown type '{typeName}'");
        }

        long elements = 1;
        long bytes;
        try
        {
            foreach (long dimension in shape)
            {
                elements = checked(elements * dimension);
            }

            bytes = checked(elements * type.Size());
        }
        catch (OverflowException)
        {
            throw SafetensorsHeader.Error(file, $"the size of tensor '{name}' of shape [{string.Join(", ", shape)}] does not fit 64 bits");
        }

        if (end < begin || end - begin != bytes)
        {
            throw SafetensorsHeader.Error(
                file,
                $"tensor '{name}' of type {typeName} and shape [{string.Join(", ", shape)}] needs {bytes} bytes but its data_offsets are {begin} and {end}");
        }

        return new SafetensorsEntry(name, type, shape, elements, begin, end);
    }

    private static List<long> Numbers(string file, string name, string key, int most, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw SafetensorsHeader.Error(file, $"'{key}' of tensor '{name}' is not a list");
        }

        List<long> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == most)
            {
                throw SafetensorsHeader.Error(file, $"'{key}' of tensor '{name}' has more than {most} numbers");
            }

            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw SafetensorsHeader.Error(file, $"'{key}' of tensor '{name}' holds something else than a whole number from 0 to {long.MaxValue}");
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
