using System.Buffers.Binary;
using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Tests.Compilation.Safetensors;

public sealed class SafetensorsFileTests
{
    private const string Again = " Download or export the file again.";

    public static TheoryData<string, byte[], string> Unsound => new()
    {
        { "empty", [], "it is empty." },
        { "no header", [1, 2, 3], "it is 3 bytes long, less than the shortest header." },
        { "huge header", Prefixed(ulong.MaxValue, 32), "its header claims 18446744073709551615 bytes where 2 to 100000000 are allowed." },
        { "cut in the header", Prefixed(5000, 100), "its header claims 5000 bytes but only 100 follow: the file is cut." },
        { "not an object", SafetensorsBytes.File("[]", 0), "its header does not begin with '{'." },
        { "text after the object", SafetensorsBytes.File("{} {}", 0), "its header is not the JSON the format asks for (" },
        { "broken JSON", SafetensorsBytes.File("{\"a\":", 0), "its header is not the JSON the format asks for (" },
        { "not UTF-8", [.. Prefixed(8, 0), (byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}'], "its header is not the JSON the format asks for (" },
        { "not described", SafetensorsBytes.File("""{"a":1}""", 0), "tensor 'a' is not described by an object." },
        { "incomplete", SafetensorsBytes.File("""{"a":{"dtype":"F32","shape":[1]}}""", 4), "tensor 'a' lacks 'dtype', 'shape' or two 'data_offsets'." },
        { "unknown key", SafetensorsBytes.File("""{"a":{"type":"F32"}}""", 4), "tensor 'a' has the unknown key 'type'." },
        { "unknown type", One("C64", "[1]", "[0,8]", 8), "tensor 'a' has the unknown type 'C64'." },
        { "key twice", SafetensorsBytes.File("""{"a":{"dtype":"F32","dtype":"F16","shape":[1],"data_offsets":[0,4]}}""", 4), "tensor 'a' has 'dtype' twice." },
        { "name twice", SafetensorsBytes.File("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2), "its header names 'a' twice." },
        { "negative dimension", One("F32", "[-1]", "[0,4]", 4), "'shape' of tensor 'a' holds something else than a whole number from 0 to 9223372036854775807." },
        { "fraction", One("F32", "[1.5]", "[0,4]", 4), "'shape' of tensor 'a' holds something else than a whole number from 0 to 9223372036854775807." },
        { "too many dimensions", One("F32", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "[0,4]", 4), "'shape' of tensor 'a' has more than 16 numbers." },
        { "three offsets", One("F32", "[1]", "[0,4,8]", 4), "'data_offsets' of tensor 'a' has more than 2 numbers." },
        { "absurd shape", One("F32", "[4294967296,4294967296]", "[0,4]", 4), "the size of tensor 'a' of shape [4294967296, 4294967296] does not fit 64 bits." },
        { "size that wraps", One("F32", "[4611686018427387904]", "[0,0]", 0), "the size of tensor 'a' of shape [4611686018427387904] does not fit 64 bits." },
        { "size that disagrees", One("F32", "[3]", "[0,8]", 8), "tensor 'a' of type F32 and shape [3] needs 12 bytes but its data_offsets are 0 and 8." },
        { "backward offsets", One("F32", "[0]", "[8,4]", 8), "tensor 'a' of type F32 and shape [0] needs 0 bytes but its data_offsets are 8 and 4." },
        { "beyond the end", One("F32", "[2]", "[0,8]", 7), "tensor 'a' ends at byte 8 of the data, which has 7: the file is cut or its header wrong." },
        { "bytes left over", One("F32", "[2]", "[0,8]", 9), "its tensors cover 8 bytes of the data, which has 9." },
        { "hole", One("F32", "[1]", "[4,8]", 8), "no tensor covers bytes 0 to 4 of the data, before 'a'." },
        { "overlap", SafetensorsBytes.File("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6), "tensor 'b' begins at byte 2, inside 'a', which ends at 4." },
        { "metadata of the wrong kind", SafetensorsBytes.File("""{"__metadata__":{"a":1}}""", 0), "its '__metadata__' entry 'a' is not a text." },
        { "metadata no object", SafetensorsBytes.File("""{"__metadata__":[]}""", 0), "its '__metadata__' is not an object of texts." },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Open_UnsoundFile_SaysWhatIsWrong(string name, byte[] bytes, string what)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["model.safetensors"], bytes);

        Action open = () => SafetensorsFile.Open(folder["model.safetensors"]);

        string message = open.Should().Throw<ModelException>(name).Which.Message;
        message.Should().StartWith($"'{folder["model.safetensors"]}' is not a sound safetensors file: {what}");
        message.Should().EndWith(Again);
    }

    [Fact]
    public void Open_MissingFile_SaysSo()
    {
        Action open = () => SafetensorsFile.Open("/nowhere/model.safetensors");

        open.Should().Throw<ModelException>().WithMessage("'/nowhere/model.safetensors' cannot be read: *");
    }

    [Fact]
    public void Read_OffsetNotAMultipleOfTheElement_IsExact()
    {
        using TemporaryFolder folder = new();
        byte[] data = [7, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2.25f)];
        File.WriteAllBytes(folder["odd"], SafetensorsBytes.File(
            """{"x":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"y":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}}""", data));

        using SafetensorsFile file = SafetensorsFile.Open(folder["odd"]);
        float[] values = new float[2];
        file.Read(file.Find("y")!, 0, values);

        values.Should().Equal(1.5f, -2.25f);
        file.Find("x")!.Shape.Should().BeEmpty();
        file.Find("z").Should().BeNull();
    }

    [Fact]
    public void Read_EveryNumericType_GivesItsValues()
    {
        Dictionary<string, byte[]> stored = new()
        {
            ["F64"] = [.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(-3.5)],
            ["F32"] = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-3.5f)],
            ["F16"] = [.. BitConverter.GetBytes((Half)1), .. BitConverter.GetBytes((Half)(-3.5))],
            ["BF16"] = [0x80, 0x3F, 0x60, 0xC0],
            ["I64"] = [.. BitConverter.GetBytes(1L), .. BitConverter.GetBytes(-3L)],
            ["I32"] = [.. BitConverter.GetBytes(1), .. BitConverter.GetBytes(-3)],
            ["I16"] = [.. BitConverter.GetBytes((short)1), .. BitConverter.GetBytes((short)-3)],
            ["I8"] = [1, 253],
            ["U64"] = [.. BitConverter.GetBytes(1UL), .. BitConverter.GetBytes(3UL)],
            ["U32"] = [.. BitConverter.GetBytes(1U), .. BitConverter.GetBytes(3U)],
            ["U16"] = [.. BitConverter.GetBytes((ushort)1), .. BitConverter.GetBytes((ushort)3)],
            ["U8"] = [1, 3],
        };
        using TemporaryFolder folder = new();
        foreach ((string type, byte[] bytes) in stored)
        {
            File.WriteAllBytes(folder[type], SafetensorsBytes.File(
                $$$"""{"a":{"dtype":"{{{type}}}","shape":[2,1],"data_offsets":[0,{{{bytes.Length}}}]}}""", bytes));
            using SafetensorsFile file = SafetensorsFile.Open(folder[type]);
            float[] values = new float[2];

            file.Read(file.Entries[0], 0, values);

            values.Should().Equal([1f, type[0] switch { 'U' => 3f, 'I' => -3f, _ => -3.5f }], type);
        }
    }

    [Fact]
    public void Read_TypeThatNeedsScales_IsRefused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["f8"], One("F8_E4M3", "[4]", "[0,4]", 4));
        using SafetensorsFile file = SafetensorsFile.Open(folder["f8"]);

        Action read = () => file.Read(file.Entries[0], 0, new float[4]);

        read.Should().Throw<ModelException>().WithMessage("Tensor 'a' is stored as F8_E4M3, which needs scales that safetensors does not define; *");
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 2)]
    [InlineData(long.MaxValue, 1)]
    public void Bytes_OutsideTheTensor_IsRefused(long first, int count)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a"], One("F32", "[4]", "[0,16]", 16));
        using SafetensorsFile file = SafetensorsFile.Open(folder["a"]);

        Action read = () => file.Bytes(file.Entries[0], first, count);

        read.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Bytes_AfterDispose_IsRefused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a"], One("F32", "[4]", "[0,16]", 16));
        SafetensorsFile file = SafetensorsFile.Open(folder["a"]);
        file.Dispose();
        file.Dispose();

        Action read = () => file.Bytes(file.Entries[0], 0, 1);

        read.Should().Throw<ObjectDisposedException>();
    }

    private static byte[] One(string type, string shape, string offsets, int dataLength) =>
        SafetensorsBytes.File($$$"""{"a":{"dtype":"{{{type}}}","shape":{{{shape}}},"data_offsets":{{{offsets}}}}}""", dataLength);

    private static byte[] Prefixed(ulong length, int followed)
    {
        byte[] bytes = new byte[8 + followed];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return bytes;
    }
}
