using System.Text;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

public sealed class LoadingTests : IDisposable
{
    private const string Special = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    private const string Vocab = """{"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "hello": 5, "Hello": 6, "café": 7}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("tokenizer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Create_WindowsLinesAndByteOrderMark_AreTolerated()
    {
        WordPieceTokenizer tokenizer = Vocabularies.FromText("\uFEFF" + (Special + "hello  \n").Replace("\n", "\r\n", StringComparison.Ordinal));
        tokenizer.VocabularySize.Should().Be(6);
        tokenizer.Show("hello").Should().Equal("hello@0-5/0");
    }

    [Fact]
    public void Create_BlankLinesAndDuplicates_KeepTheirIdsAndTheLastOneCounts()
    {
        WordPieceTokenizer tokenizer = Vocabularies.FromText(Special + "hello\n\nhello\nworld");
        tokenizer.VocabularySize.Should().Be(9);
        tokenizer.EncodeToIds("hello world").Should().Equal(7, 8);
        tokenizer.GetToken(6).Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "The vocabulary is empty. Give a WordPiece vocabulary, one entry a line.")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\nhello", "The vocabulary has 4 entries but no \"[SEP]\", which a question-answering model needs. Use the vocabulary the model was trained with, or name its token in WordPieceOptions.SeparatorToken.")]
    [InlineData("<html>", "The vocabulary has 1 entries but no \"[UNK]\"*")]
    public void Create_WrongVocabulary_SaysWhatIsMissing(string text, string message) =>
        FluentActions.Invoking(() => Vocabularies.FromText(text)).Should().Throw<ModelException>().WithMessage(message);

    [Fact]
    public void Create_NotUtf8_SaysWhere() => FluentActions.Invoking(() => WordPieceTokenizer.Create(new MemoryStream([(byte)'a', (byte)'\n', 0xFF, 0xFE])))
        .Should().Throw<ModelException>().WithMessage("The vocabulary is not valid UTF-8 near line *. Give a WordPiece vocabulary as text, one entry a line.");

    [Fact]
    public void Create_EndlessStream_StopsAtTheLimit() => FluentActions.Invoking(() => WordPieceTokenizer.Create(new EndlessLines()))
        .Should().Throw<ModelException>().WithMessage("The vocabulary *");

    [Fact]
    public void Create_VocabularyWithoutMask_HasNoMaskId() => Vocabularies.FromText("[PAD]\n[UNK]\n[CLS]\n[SEP]\n").MaskId.Should().Be(-1);

    [Fact]
    public void Create_OtherSpecialNames_AreUsed()
    {
        WordPieceTokenizer tokenizer = Vocabularies.FromText("<pad>\n<unk>\n<s>\n</s>\n", new WordPieceOptions { PaddingToken = "<pad>", UnknownToken = "<unk>", ClassificationToken = "<s>", SeparatorToken = "</s>" });
        (tokenizer.PaddingId, tokenizer.UnknownId, tokenizer.ClassificationId, tokenizer.SeparatorId).Should().Be((0, 1, 2, 3));
        tokenizer.Show("x</s>", SpecialTokenHandling.AsControl).Should().Equal("<unk>@0-1/0", "</s>@1-5/1");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void Create_WordLimitOutOfRange_Throws(int limit) =>
        FluentActions.Invoking(() => Vocabularies.Of(new WordPieceOptions { MaxWordCharacters = limit }, "a"))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"MaxWordCharacters is {limit}; allowed are 1 to 1000000.*");

    [Fact]
    public void Create_EmptyTokenName_Throws() => FluentActions.Invoking(() => Vocabularies.Of(new WordPieceOptions { UnknownToken = "" }, "a"))
        .Should().Throw<ArgumentException>().WithMessage("UnknownToken is empty; give the token's name as the vocabulary has it.*");

    [Fact]
    public void Load_FolderOfText_HonoursTheConfigBeside()
    {
        Write("vocab.txt", Special + "Hello\nhello\ncafé\ncafe\n");
        Show("Hello Café").Should().Be("hello@0-5/0 cafe@6-10/1");
        Write("tokenizer_config.json", """{"do_lower_case": false, "tokenizer_class": "DistilBertTokenizer", "never_split": null, "unk_token": {"content": "[UNK]"}}""");
        Show("Hello Café").Should().Be("Hello@0-5/0 [UNK]@6-10/1");
        Write("tokenizer_config.json", """{"do_lower_case": true, "strip_accents": false}""");
        Show("Hello Café").Should().Be("hello@0-5/0 café@6-10/1");
        WordPieceTokenizer.Load(Path.Combine(_folder, "vocab.txt")).Options.StripAccents.Should().BeFalse();
    }

    [Fact]
    public void Load_TokenizerJson_GivesItsTokens()
    {
        Write("tokenizer.json", Json());
        Show("Hello café").Should().Be("hello@0-5/0 [UNK]@6-10/1");
        Write("tokenizer.json", Json(normalizer: """{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": false}"""));
        Show("Hello café").Should().Be("Hello@0-5/0 café@6-10/1");
        Write("tokenizer_config.json", """{"do_lower_case": true}""");
        Show("Hello café").Should().Be("hello@0-5/0 [UNK]@6-10/1");
    }

    [Fact]
    public void Load_FurtherSpecialToken_IsAControlToken()
    {
        Write("tokenizer.json", Json(added: """[{"id": 8, "content": "[Q]", "special": true, "normalized": false, "single_word": false}]"""));
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(_folder);
        tokenizer.VocabularySize.Should().Be(9);
        tokenizer.Show("hello[Q]", SpecialTokenHandling.AsControl).Should().Equal("hello@0-5/0", "[Q]@5-8/1");
    }

    [Theory]
    [InlineData("""{"type": "Lowercase"}""", """{"type": "BertPreTokenizer"}""", "", "[]", """the field "normalizer.type" is "Lowercase"; supported is "BertNormalizer".""")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": false}""", """{"type": "BertPreTokenizer"}""", "", "[]", """the field "normalizer.clean_text" is false; supported is true.""")]
    [InlineData("null", """{"type": "BertPreTokenizer"}""", "", "[]", """the field "normalizer" is missing or no object.""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "ByteLevel"}""", "", "[]", """the field "pre_tokenizer.type" is "ByteLevel"; supported is "BertPreTokenizer".""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "BertPreTokenizer"}""", "\"type\": \"BPE\",", "[]", """the field "model.type" is "BPE"; supported is "WordPiece".""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "BertPreTokenizer"}""", "\"continuing_subword_prefix\": \"@@\",", "[]", """the field "model.continuing_subword_prefix" is "@@"; supported is "##".""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "BertPreTokenizer"}""", "\"max_input_chars_per_word\": 0,", "[]", """the field "model.max_input_chars_per_word" is 0; supported is 1 to 1000000.""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "BertPreTokenizer"}""", "", """[{"id": 8, "content": "foo", "special": false}]""", """the field "added_tokens[0].special" is not true for "foo"; supported is true.""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "BertPreTokenizer"}""", "", """[{"id": 8, "content": "foo", "special": true, "lstrip": true}]""", """the field "added_tokens[0].lstrip" is true for "foo"; supported is false.""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "BertPreTokenizer"}""", "", """[{"id": 2000000000, "content": "foo", "special": true}]""", """the field "model.vocab" has 9 entries but ids up to 2000000000*""")]
    [InlineData("""{"type": "BertNormalizer"}""", """{"type": "BertPreTokenizer"}""", "", """[{"id": 5, "content": "foo", "special": true}]""", """the field "model.vocab" gives "hello" and "foo" the same id 5.""")]
    public void Load_UnsupportedTokenizerJson_NamesTheField(string normalizer, string preTokenizer, string model, string added, string message)
    {
        Write("tokenizer.json", Json(normalizer, preTokenizer, model, added));
        Refused().WithMessage($"In \"*tokenizer.json\" {message}*");
    }

    [Theory]
    [InlineData("""{"do_basic_tokenize": false}""", """the field "do_basic_tokenize" is false; supported is true.""")]
    [InlineData("""{"never_split": ["x"]}""", """the field "never_split" is set; supported is null or [].""")]
    [InlineData("""{"tokenizer_class": "RobertaTokenizer"}""", """the field "tokenizer_class" is "RobertaTokenizer"; supported is a BERT tokenizer, such as "DistilBertTokenizer" or "BertTokenizer".""")]
    [InlineData("""{"do_lower_case": "yes"}""", """the field "do_lower_case" is neither true nor false.""")]
    [InlineData("""{"unk_token": ""}""", """the field "unk_token" is empty.""")]
    [InlineData("""{"unk_token": 5}""", """the field "unk_token" is no string.""")]
    public void Load_UnsupportedConfig_NamesTheField(string config, string message)
    {
        Write("vocab.txt", Special);
        Write("tokenizer_config.json", config);
        Refused().WithMessage($"In \"*tokenizer_config.json\" {message}*");
    }

    [Theory]
    [InlineData("{", "The file \"*tokenizer.json\" is not valid JSON: *")]
    [InlineData("[]", "The file \"*tokenizer.json\" holds no JSON object. Is it complete?")]
    [InlineData("{}", "In \"*tokenizer.json\" the field \"model\" is missing or no object.")]
    [InlineData("""{"model": {"vocab": {"a": -1}}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "normalizer": {"type": "BertNormalizer"}}""", "In \"*\" the field \"model.vocab\" gives \"a\" no whole number from 0 on as its id.")]
    [InlineData("""{"model": {"vocab": {}}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "normalizer": {"type": "BertNormalizer"}}""", "In \"*\" the field \"model.vocab\" is empty.")]
    [InlineData("""{"model": {"vocab": {"\ud800": 1}}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "normalizer": {"type": "BertNormalizer"}}""", "The file \"*tokenizer.json\" holds a string that is not valid Unicode: *")]
    public void Load_DamagedTokenizerJson_SaysSo(string json, string message)
    {
        Write("tokenizer.json", json);
        Refused().WithMessage(message);
    }

    [Fact]
    public void Load_MutatedTokenizerJson_FailsWithOurErrorOrWorks()
    {
        Random random = new(11);
        string[] parts = ["{", "}", "[", "]", "\"", ":", ",", "null", "true", "-1", "1e99", "\\ud800", "99999999", "\0", "é"];
        for (int round = 0; round < 400; round++)
        {
            string json = Json(added: """[{"id": 8, "content": "[Q]", "special": true, "normalized": false}]""");
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int at = random.Next(json.Length);
                json = json[..at] + parts[random.Next(parts.Length)] + json[Math.Min(json.Length, at + random.Next(4))..];
            }

            Write("tokenizer.json", json);
            try
            {
                WordPieceTokenizer.Load(_folder).Show("Hello café");
            }
            catch (ModelException)
            {
                // The one error that is allowed.
            }
        }
    }

    [Fact]
    public void Load_NothingThere_SaysWhatToGive()
    {
        Refused().WithMessage($"The folder \"{_folder}\" has neither tokenizer.json nor vocab.txt. Give the folder of a whole model.");
        FluentActions.Invoking(() => WordPieceTokenizer.Load(Path.Combine(_folder, "none"))).Should().Throw<ModelException>()
            .WithMessage("There is no file or folder \"*none\". Give a model's folder, its tokenizer.json or its vocab.txt.");
        FluentActions.Invoking(() => WordPieceTokenizer.Load("")).Should().Throw<ArgumentException>();
    }

    [SharedFact("models/mini/tokenizer.json", "data/vocab.txt")]
    public void Load_WholeModel_SameFromEitherFile()
    {
        const string text = "The Broncos finished the regular season with a 12–4 record, Café [SEP].";
        WordPieceTokenizer fromFolder = WordPieceTokenizer.Load(Shared.PathOf("models/mini"));
        WordPieceTokenizer fromText = WordPieceTokenizer.Load(Shared.PathOf("data/vocab.txt"));
        fromFolder.Show(text).Should().Equal(fromText.Show(text));
        (fromFolder.VocabularySize, fromFolder.ClassificationId, fromFolder.SeparatorId).Should().Be((30522, 101, 102));
    }

    private static string Json(string normalizer = """{"type": "BertNormalizer"}""", string preTokenizer = """{"type": "BertPreTokenizer"}""", string model = "", string added = "[]") =>
        $$"""{"added_tokens": {{added}}, "normalizer": {{normalizer}}, "pre_tokenizer": {{preTokenizer}}, "model": { {{model}} "vocab": {{Vocab}} } }""";

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text, new UTF8Encoding(false));

    private string Show(string text) => string.Join(' ', WordPieceTokenizer.Load(_folder).Show(text));

    private FluentAssertions.Specialized.ExceptionAssertions<ModelException> Refused() =>
        FluentActions.Invoking(() => WordPieceTokenizer.Load(_folder)).Should().Throw<ModelException>();

    private sealed class EndlessLines : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'\n');
            return buffer.Length;
        }
    }
}
