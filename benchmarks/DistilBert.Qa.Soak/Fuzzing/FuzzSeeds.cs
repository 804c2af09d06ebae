using System.Buffers.Binary;
using System.Text;

namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>Small, sound files of every kind that is read.</summary>
internal static class FuzzSeeds
{
    public const string TokenizerJson = """
        {"version": "1.0", "truncation": null, "padding": null,
         "added_tokens": [{"id": 0, "content": "[PAD]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
                          {"id": 3, "content": "[SEP]", "special": true}],
         "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
         "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": {"type": "TemplateProcessing"}, "decoder": {"type": "WordPiece"},
         "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                   "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "the": 5, "un": 6, "##believ": 7, "##able": 8, "caf\u00e9": 9, "cafe": 10, "\u6771": 11, ",": 12}}}
        """;

    public const string TokenizerConfig = """
        {"tokenizer_class": "DistilBertTokenizer", "do_lower_case": true, "strip_accents": null, "tokenize_chinese_chars": true, "do_basic_tokenize": true, "never_split": null,
         "cls_token": "[CLS]", "sep_token": {"__type": "AddedToken", "content": "[SEP]"}, "unk_token": "[UNK]", "pad_token": "[PAD]", "mask_token": "[MASK]", "model_max_length": 512}
        """;

    public const string Vocabulary = "[PAD]\n[unused0]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n!\n,\n1\nthe\nun\n##believ\n##able\ncafe\ncaf\u00e9\n##e\n\u6771\n\n##\u4eac\ne\u0301\n\ud83d\ude80\n";

    public const string DistilBertConfig = """
        {"model_type": "distilbert", "activation": "gelu", "n_layers": 6, "dim": 768, "n_heads": 12, "hidden_dim": 3072, "max_position_embeddings": 512, "vocab_size": 30522,
         "architectures": ["DistilBertForQuestionAnswering"], "dropout": 0.1, "sinusoidal_pos_embds": false}
        """;

    public const string BertConfig = """
        {"model_type": "bert", "hidden_act": "gelu_new", "num_hidden_layers": 2, "hidden_size": 128, "num_attention_heads": 2, "intermediate_size": 512, "max_position_embeddings": 512,
         "vocab_size": 30522, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "position_embedding_type": "absolute", "is_decoder": false}
        """;

    public const string WeightIndex = """
        {"metadata": {"total_size": 265}, "weight_map": {"a.weight": "model-00001-of-00002.safetensors", "a.bias": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}
        """;

    public const string HubListing = """
        {"id": "owner/name", "sha": "1111111111111111111111111111111111111111", "siblings": [
         {"rfilename": "config.json", "size": 483, "blobId": "2222222222222222222222222222222222222222"},
         {"rfilename": "onnx/model.onnx", "size": 265, "lfs": {"sha256": "3333333333333333333333333333333333333333333333333333333333333333", "size": 265}}]}
        """;

    public const string Manifest = """
        {"format": 1, "source": "owner/name", "compiler": "3", "processor": "any", "precision": "Int8", "files": [
         {"name": "model.onnx", "size": 5, "modified": 638, "sha256": "44"}, {"name": "vocab.txt", "size": 6, "modified": 639, "sha256": "55"}]}
        """;

    public const string Squad = """
        {"version": "v2.0", "data": [{"title": "T", "paragraphs": [{"context": "Ann \ud83d\ude00 has \u00e9 two cats.",
          "qas": [{"id": "q1", "question": "How many?", "is_impossible": false, "answers": [{"text": "two", "answer_start": 12}]},
                  {"id": "q2", "question": "Who?", "is_impossible": true, "answers": [], "plausible_answers": [{"text": "Ann", "answer_start": 0}]}]}]}]}
        """;

    public const string SquadList = """
        [{"context": "Ann has two cats.", "qas": [{"id": "q1", "question": "How many?", "answers": [{"text": "two", "answer_start": 8}]}]}]
        """;

    public const string SquadLines =
        "{\"context\": \"Ann has two cats.\", \"qas\": [{\"id\": \"q1\", \"question\": \"Who?\", \"answers\": [{\"text\": \"Ann\", \"answer_start\": 0}]}]}\n" +
        "\n{\"context\": \"Bob ran.\", \"qas\": [{\"id\": \"q2\", \"question\": \"Who ran?\", \"answers\": []}]}\r\n";

    public const string BatchLines =
        "{\"id\": 1, \"question\": \"Who ran?\", \"context\": \"Bob \\u00e9 ran.\", \"options\": {\"top\": 3, \"noAnswer\": true, \"decoding\": \"exact\", \"minProbability\": 0.1}}\n" +
        "{\"id\": {\"a\": [1, 2]}, \"contexts\": [\"Ann\", \"Bob \ud83d\ude80\"], \"question\": \"Who?\", \"more\": null}\r\n\n" +
        "{\"question\": \"Who?\", \"context\": \"\"}";

    public const string TokenizeLine = """{"id": "a", "question": "Who ran?", "context": "Bob \u00e9 ran \ud83d\ude80.", "options": {"maxLength": 64, "overlap": 16}}""";

    public static byte[] Safetensors()
    {
        const string Header = """
            {"__metadata__": {"format": "pt"}, "a.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
             "a.bias": {"dtype": "F16", "shape": [4], "data_offsets": [24, 32]}, "b": {"dtype": "BF16", "shape": [], "data_offsets": [32, 34]},
             "c": {"dtype": "I64", "shape": [1, 2], "data_offsets": [34, 50]}, "none": {"dtype": "U8", "shape": [0, 9], "data_offsets": [50, 50]}}
            """;
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(length, Encoding.UTF8.GetByteCount(Header));
        return [.. length, .. Encoding.UTF8.GetBytes(Header), .. Enumerable.Range(0, 50).Select(static value => (byte)value)];
    }
}
