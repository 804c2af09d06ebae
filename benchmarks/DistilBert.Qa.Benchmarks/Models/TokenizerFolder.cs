using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>Writes a vocabulary in the forms that ours and the peers read: <c>vocab.txt</c>, <c>tokenizer.json</c>, <c>tokenizer_config.json</c>.</summary>
internal static class TokenizerFolder
{
    public static void Write(string folder, IReadOnlyList<string> entries)
    {
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), entries);
        JsonObject vocabulary = [];
        for (int id = 0; id < entries.Count; id++)
        {
            vocabulary[entries[id]] = id;
        }

        JsonObject tokenizer = new()
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. Special(entries).Select(static token => new JsonObject
            {
                ["id"] = token.Id,
                ["content"] = token.Name,
                ["single_word"] = false,
                ["lstrip"] = false,
                ["rstrip"] = false,
                ["normalized"] = false,
                ["special"] = true,
            })]),
            ["normalizer"] = new JsonObject { ["type"] = "BertNormalizer", ["clean_text"] = true, ["handle_chinese_chars"] = true, ["strip_accents"] = null, ["lowercase"] = true },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
            ["post_processor"] = new JsonObject
            {
                ["type"] = "TemplateProcessing",
                ["single"] = new JsonArray(Control("[CLS]", 0), Text("A", 0), Control("[SEP]", 0)),
                ["pair"] = new JsonArray(Control("[CLS]", 0), Text("A", 0), Control("[SEP]", 0), Text("B", 1), Control("[SEP]", 1)),
                ["special_tokens"] = new JsonObject([.. Special(entries).Where(static token => token.Name is "[CLS]" or "[SEP]").Select(static token => KeyValuePair.Create(
                    token.Name, (JsonNode?)new JsonObject { ["id"] = token.Name, ["ids"] = new JsonArray(token.Id), ["tokens"] = new JsonArray(token.Name) }))]),
            },
            ["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##", ["cleanup"] = true },
            ["model"] = new JsonObject
            {
                ["type"] = "WordPiece",
                ["unk_token"] = "[UNK]",
                ["continuing_subword_prefix"] = "##",
                ["max_input_chars_per_word"] = 100,
                ["vocab"] = vocabulary,
            },
        };
        using (FileStream file = File.Create(Path.Combine(folder, "tokenizer.json")))
        {
            JsonSerializer.Serialize(file, tokenizer);
        }

        File.WriteAllText(
            Path.Combine(folder, "tokenizer_config.json"),
            """
            {
              "tokenizer_class": "DistilBertTokenizer", "do_lower_case": true, "model_max_length": 512,
              "cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]", "unk_token": "[UNK]", "mask_token": "[MASK]"
            }
            """);
    }

    private static IEnumerable<(string Name, int Id)> Special(IReadOnlyList<string> entries) =>
        entries.Index().Where(static entry => entry.Item is "[PAD]" or "[UNK]" or "[CLS]" or "[SEP]" or "[MASK]").Select(static entry => (entry.Item, entry.Index));

    private static JsonObject Control(string name, int type) => new() { ["SpecialToken"] = new JsonObject { ["id"] = name, ["type_id"] = type } };

    private static JsonObject Text(string name, int type) => new() { ["Sequence"] = new JsonObject { ["id"] = name, ["type_id"] = type } };
}
