using System.Text;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Models;
using DistilBert.Qa.Models.Hub;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.Batch;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;
using DistilBert.Qa.Tool.Models;
using DistilBert.Qa.Tool.Tokenize;

namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>The readers of everything that comes from outside: model files, the hub's answers, data sets, lines.</summary>
internal static class FuzzTargets
{
    private const string File = "fuzz";
    private const string Tricky = "Café 東京 unbelievable [SEP] e\u0301 \ud83d\ude80\ud800 the12,5!";

    private static readonly Type[] ModelRefusals = [typeof(ModelException)];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("safetensors", [FuzzSeeds.Safetensors()], Words("\"F64\"", "\"BOOL\"", "\"I8\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "__metadata__"), ModelRefusals, ReadSafetensors),
        new("tokenizer.json", Bytes(FuzzSeeds.TokenizerJson), Words("\"WordPiece\"", "\"special\"", "\"vocab\"", "\"##\"", "\"added_tokens\"", "\"id\""), ModelRefusals, ReadTokenizerJson),
        new("tokenizer_config.json", Bytes(FuzzSeeds.TokenizerConfig), Words("\"content\"", "\"never_split\"", "\"BertTokenizer\"", "false"), ModelRefusals,
            static input => TokenizerConfigReader.Read(new MemoryStream(input), File)),
        new("vocab", Bytes(FuzzSeeds.Vocabulary), Words("[CLS]", "[SEP]", "[UNK]", "[PAD]", "##", "##\u0301"), ModelRefusals,
            static input => VocabularyTextReader.Read(new MemoryStream(input), File)),
        new("tokenizer of a vocab", Bytes(FuzzSeeds.Vocabulary), Words("[CLS]", "[SEP]", "[UNK]", "[PAD]", "##", "##\u0301"), ModelRefusals, ReadVocabulary),
        new("config.json", Bytes(FuzzSeeds.DistilBertConfig, FuzzSeeds.BertConfig), Words("\"vocab_size\"", "\"max_position_embeddings\"", "\"gelu_new\"", "\"bert\""), ModelRefusals, ReadConfig),
        new("calibration.json", Bytes("""{"temperature": 1.25, "noAnswerThreshold": 0.4, "data": "SQuAD \u00e9"}"""), Words("\"temperature\""), ModelRefusals,
            static input => ModelCalibration.Parse(input, File)),
        new("weight index", Bytes(FuzzSeeds.WeightIndex), Words(".safetensors", "..", "\"weight_map\""), ModelRefusals, ReadIndex),
        new("hub listing", Bytes(FuzzSeeds.HubListing), Words("..", "/", "\"sha\"", "\"rfilename\"", "\"lfs\""), ModelRefusals,
            static input => Require(HubListing.Parse(input, "owner/name").Files.All(static file => HubNames.IsFilePath(file.Path)))),
        new("compiled manifest", Bytes(FuzzSeeds.Manifest), Words("..", "/", "model.onnx", "\"files\""), [],
            static input => Require(CompiledManifest.Parse(input) is not { } manifest || manifest.Files.All(static file => HubNames.IsPlainFile(file.Name)))),
        new("squad", Bytes(FuzzSeeds.Squad, FuzzSeeds.SquadList, FuzzSeeds.SquadLines), Words("\"answers\"", "\"is_impossible\"", "\"answer_start\"", "\"data\"", "\"qas\""), [typeof(DatasetException)], ReadSquad),
        new("answer files", Bytes("""{"q1": "two cats", "q2": "", "q\u00e9": "\ud83d\ude80"}"""), Words("\"q1\""), [typeof(DatasetException)],
            static input => AnswerFile.ReadAnswers(new MemoryStream(input), File)),
        new("probability files", Bytes("""{"q1": 0.25, "q2": 1, "q3": 1e-9}"""), Words("\"q1\"", "NaN"), [typeof(DatasetException)],
            static input => AnswerFile.ReadNoAnswerProbabilities(new MemoryStream(input), File)),
        new("batch lines", Bytes(FuzzSeeds.BatchLines), Words("\"id\"", "\"question\"", "\"contexts\"", "\"options\"", "\"top\"", "\"noAnswer\""), [typeof(ToolException)], ReadBatchLines),
        new("tokenize lines", Bytes(FuzzSeeds.TokenizeLine), Words("\"text\"", "\"options\"", "\"maxLength\""), [typeof(LineException), typeof(System.Text.Json.JsonException)],
            static input => TokenizeLineParser.Parse(input, new(384, 128))),
        new("logit lines", Bytes("""{"ids": [101, 7592, 102], "start": [0.5, -1e-3, 2], "end": [1, 2.25, -3], "more": [[]]}"""), Words("\"ids\"", "\"start\""), [typeof(LineException)],
            static input => RecordedLogitsParser.Parse(input)),
    ];

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static byte[][] Words(params string[] words) => Bytes(words);

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException("The reader has let through what it must refuse.");
        }
    }

    private static void ReadSafetensors(byte[] input)
    {
        long header = SafetensorsHeader.Length(File, input.Length, input.AsSpan(0, Math.Min(input.Length, sizeof(ulong))));
        foreach (SafetensorsEntry entry in SafetensorsHeader.Parse(File, input.Length, input, []))
        {
            ReadOnlySpan<byte> values = input.AsSpan(checked((int)(sizeof(ulong) + header + entry.Begin)), checked((int)(entry.End - entry.Begin)));
            SafetensorsValues.ToSingle(entry, values, new float[checked((int)entry.Elements)]);
        }
    }

    private static void ReadTokenizerJson(byte[] input)
    {
        TokenizerDefinition definition = TokenizerJsonReader.Read(new MemoryStream(input), File, new());
        int words = 0;
        ScannerFactory.Create(definition.Vocabulary, definition.Options, unknownId: 0).Scan(Tricky, 0, new(), ref words);
    }

    private static void ReadVocabulary(byte[] input)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Create(new MemoryStream(input));
        TokenBuffer tokens = new();
        tokenizer.Tokenize(Tricky, tokens, SpecialTokenHandling.AsControl);
        foreach (Token token in tokens.Tokens)
        {
            Require(token.Start >= 0 && token.Start <= token.End && token.End <= Tricky.Length && tokenizer.GetToken(token.Id) is not null);
        }
    }

    private static void ReadConfig(byte[] input)
    {
        // What runs a model and what compiles one read the same file for different things: each must refuse on its own.
        ModelException? refusal = null;
        try
        {
            ModelConfig.Parse(input, File);
        }
        catch (ModelException refused)
        {
            refusal = refused;
        }

        Require(CheckpointConfigReader.Parse(input, File).Parameters > 0);
        if (refusal is not null)
        {
            throw refusal;
        }
    }

    private static void ReadIndex(byte[] input)
    {
        Require(SafetensorsSet.ParseIndex(input, File).Values.All(static name => Path.GetFileName(name) == name));
        Require(ShardIndex.Parse(input, File).All(static name => HubNames.IsPlainFile(name)));
    }

    private static void ReadSquad(byte[] input)
    {
        foreach (SquadParagraph paragraph in SquadDataset.Read(new MemoryStream(input), File))
        {
            Require(paragraph.Questions.All(static question => question.Id is not null && question.Text is not null));
        }
    }

    // Here only a whole file of another encoding is refused: a bad line is an outcome, with its place and its id.
    private static void ReadBatchLines(byte[] input)
    {
        LineReader lines = new(new MemoryStream(input), LineLimit.Bytes);
        BatchLineParser parser = new(new());
        while (lines.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            BatchLine line = parser.Parse(lines);
            Require((line.Input is null) == (line.Error is not null) && line.Number > 0 && line.End <= input.Length);
        }
    }
}
