using System.Text.Json.Nodes;
using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

/// <summary>What the compiler cannot do, it names.</summary>
public sealed class ModelCompilerRefusalTests
{
    public static TheoryData<string, string, string> Configurations => new()
    {
        { "model_type", "\"roberta\"", "*describes a model of type 'roberta'; the compiler takes 'distilbert' and 'bert'." },
        { "model_type", "null", "*lacks 'model_type'; use the config.json that was saved with the weights." },
        { "model_type", "3", "*sets 'model_type' to 3; needed is a text." },
        { "activation", "\"swish\"", "*sets 'activation' to 'swish'; the compiler takes 'gelu', 'gelu_new', 'gelu_pytorch_tanh' and 'relu'." },
        { "n_layers", "0", "*sets 'n_layers' to 0; needed is a whole number from 1 to 1000." },
        { "n_layers", "1", "*have more layers than the 1 of config.json ('distilbert.transformer.layer.1....'); use the config.json that was saved with them." },
        { "n_layers", "3", "*lack 'distilbert.transformer.layer.2.attention.q_lin.weight', which their config.json calls for." },
        { "dim", "\"24\"", "*sets 'dim' to \"24\"; needed is a whole number from 1 to 65536." },
        { "n_heads", "5", "*divides a width of 24 among 5 heads, which leaves a rest; the file is wrong." },
        { "hidden_dim", "41", "*'distilbert.transformer.layer.0.ffn.lin1.weight'*has the shape [40, 24]; config.json calls for [41, 24]." },
        { "vocab_size", "49", "*has 50 tokens but config.json gives embeddings to 49; use the vocabulary that was saved with the weights." },
        { "max_position_embeddings", "99999999999", "*sets 'max_position_embeddings' to 99999999999; needed is a whole number from 1 to 1048576." },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Compile_ConfigurationItCannotFollow_NamesIt(string key, string value, string message)
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(30).Fill();

        Refused(checkpoint, folder => Configure(folder, checkpoint, key, value)).Should().Throw<ModelException>().WithMessage(message);
    }

    [Theory]
    [InlineData("position_embedding_type", "\"relative_key\"", "*position embeddings of type 'relative_key'; the compiler takes 'absolute'.")]
    [InlineData("is_decoder", "true", "*sets 'is_decoder': a decoder does not read a text both ways; the compiler takes encoders.")]
    [InlineData("layer_norm_eps", "-1", "*sets 'layer_norm_eps' to -1; needed is a number from 0 to less than 1.")]
    public void Compile_BertItCannotFollow_NamesIt(string key, string value, string message)
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(31) { Bert = true }.Fill();

        Refused(checkpoint, folder => Configure(folder, checkpoint, key, value)).Should().Throw<ModelException>().WithMessage(message);
    }

    [Fact]
    public void Compile_OnlyPickle_SaysWhyAndTheWayOut() =>
        Refused(
            new RandomCheckpoint(32).Fill(),
            static folder => File.Move(Path.Combine(folder, "model.safetensors"), Path.Combine(folder, "pytorch_model.bin")))
            .Should().Throw<ModelException>()
            .WithMessage("*only as pytorch_model.bin. That is a Python pickle, which runs code*safe_serialization=True).");

    [Theory]
    [InlineData("model.safetensors", "*model.safetensors' is missing; a checkpoint is a folder with config.json, model.safetensors and vocab.txt.")]
    [InlineData("config.json", "*config.json' is missing; a checkpoint is a folder with config.json, model.safetensors and vocab.txt.")]
    [InlineData("vocab.txt", "*has neither vocab.txt nor tokenizer.json; copy the one that was saved with the weights into it.")]
    public void Compile_MissingFile_NamesIt(string file, string message) =>
        Refused(new RandomCheckpoint(33).Fill(), folder => File.Delete(Path.Combine(folder, file)))
            .Should().Throw<ModelException>().WithMessage(message);

    [Fact]
    public void Compile_AbsurdlyLongFile_IsNotRead() =>
        Refused(new RandomCheckpoint(41).Fill(), static folder =>
        {
            // Sparse: the length is there, the blocks are not.
            using FileStream vocabulary = new(Path.Combine(folder, "vocab.txt"), FileMode.Open);
            vocabulary.SetLength(1L << 32);
        }).Should().Throw<ModelException>().WithMessage("*vocab.txt' is 4294967296 bytes long; at most 268435456 are read. Download it again.");

    [Fact]
    public void Compile_MissingFolder_NamesIt()
    {
        Action compile = () => ModelCompiler.Compile("/nowhere/checkpoint", "/nowhere/compiled");

        compile.Should().Throw<ModelException>().WithMessage("The folder '/nowhere/checkpoint' does not exist; *");
    }

    [Fact]
    public void Compile_NoHead_SaysThatItWasNotTrainedForIt()
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(34).Fill();
        checkpoint.Tensors.Remove("qa_outputs.weight");

        Refused(checkpoint, static _ => { }).Should().Throw<ModelException>()
            .WithMessage("*have no 'qa_outputs.weight': the checkpoint was not trained to answer questions. Take one fine-tuned for question answering, *");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Compile_WeightThatIsNotFinite_NamesTheTensor(float value)
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(35).Fill();
        checkpoint["distilbert.transformer.layer.1.ffn.lin2.weight"][77] = value;

        Refused(checkpoint, static _ => { }).Should().Throw<ModelException>()
            .WithMessage("Tensor 'distilbert.transformer.layer.1.ffn.lin2.weight' in '*' holds a number that is not finite: *");
    }

    [Fact]
    public void Compile_TokenTypesWithoutSeparator_IsRefused()
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(36) { Bert = true }.Fill();

        Refused(checkpoint, static folder => File.WriteAllText(Path.Combine(folder, "vocab.txt"), "a\nb\n"))
            .Should().Throw<ModelException>().WithMessage("*has 2 token types, which change at [SEP], but no vocab.txt that holds [SEP]; *");
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../model.safetensors"}}""", "*sends 'a' to the file '../model.safetensors'; allowed are .safetensors files in the same folder.")]
    [InlineData("""{"weight_map":{"a":"b.bin"}}""", "*sends 'a' to the file 'b.bin'; allowed are .safetensors files in the same folder.")]
    [InlineData("""{"weights":{}}""", "*is not an index of weights: *")]
    [InlineData("""[""", "*is not an index of weights: *")]
    public void Compile_UnsoundIndex_SaysWhatIsWrong(string index, string message) =>
        Refused(new RandomCheckpoint(37).Fill(), folder =>
        {
            File.Delete(Path.Combine(folder, "model.safetensors"));
            File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), index);
        }).Should().Throw<ModelException>().WithMessage(message);

    [Fact]
    public void Compile_IndexListsATensorThatIsNotThere_NamesIt() =>
        Refused(new RandomCheckpoint(38).Fill(), static folder =>
        {
            Shards.Split(folder);
            string path = Path.Combine(folder, "model.safetensors.index.json");
            JsonNode index = JsonNode.Parse(File.ReadAllText(path))!;
            index["weight_map"]!["ghost"] = "model-00001-of-00002.safetensors";
            File.WriteAllText(path, index.ToJsonString());
        }).Should().Throw<ModelException>()
            .WithMessage("The index of the checkpoint lists 'ghost' in 'model-00001-of-00002.safetensors', which does not hold it; download it again.");

    [Fact]
    public void Compile_IntoTheCheckpointItself_IsRefused()
    {
        using TemporaryFolder folder = new();

        Action compile = () => ModelCompiler.Compile(folder.Path, folder.Path + Path.DirectorySeparatorChar);

        compile.Should().Throw<ArgumentException>().WithMessage("The output folder '*' is the checkpoint's own; name another. (Parameter 'outputFolder')");
    }

    [Fact]
    public void Compile_DamagedAnywhere_IsCompiledOrRefused()
    {
        using TemporaryFolder folder = new();
        string source = new RandomCheckpoint(39) { Layers = 1, Width = 4, Heads = 1, Hidden = 4, Positions = 4, Vocabulary = 8 }.Fill().WriteTo(folder["source"]);
        string[] names = ["config.json", "model.safetensors", "vocab.txt"];
        Dictionary<string, byte[]> sound = names.ToDictionary(static name => name, name => File.ReadAllBytes(Path.Combine(source, name)));
        Random random = new(40);
        int refused = 0;
        for (int round = 0; round < 600; round++)
        {
            string name = names[random.Next(names.Length)];
            byte[] bytes = [.. sound[name]];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(Path.Combine(source, name), random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                ModelCompiler.Compile(source, folder["compiled"], new() { Precision = ModelPrecision.Int8 });
            }
            catch (ModelException)
            {
                refused++;
            }

            File.WriteAllBytes(Path.Combine(source, name), sound[name]);
        }

        refused.Should().BeGreaterThan(100);
    }

    private static void Configure(string folder, RandomCheckpoint checkpoint, string key, string value)
    {
        JsonObject config = checkpoint.Config();
        config[key] = JsonNode.Parse(value);
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
    }

    private static Action Refused(RandomCheckpoint checkpoint, Action<string> spoil) => () =>
    {
        using TemporaryFolder folder = new();
        checkpoint.WriteTo(folder["source"]);
        spoil(folder["source"]);
        ModelCompiler.Compile(folder["source"], folder["compiled"], new() { Precision = ModelPrecision.Fp32 });
    };
}
