using System.Text.Json.Nodes;

namespace DistilBert.Qa.Tool.Tests.Tokenize;

public sealed class TokenizeProcessTests
{
    [SharedFact("data/golden/windows.jsonl", "data/vocab.txt")]
    public async Task Tokenize_RecordedWindows_AreTheSame()
    {
        JsonNode[] cases = [.. (await File.ReadAllLinesAsync(Shared.PathOf("data/golden/windows.jsonl"))).Select(static line => JsonNode.Parse(line)!)];
        string input = string.Join('\n', cases.Select(static recorded => new JsonObject
        {
            ["id"] = recorded["id"]!.DeepClone(),
            ["question"] = recorded["question"]!.DeepClone(),
            ["context"] = recorded["context"]!.DeepClone(),
            ["options"] = new JsonObject { ["maxLength"] = recorded["maxLen"]!.DeepClone(), ["overlap"] = recorded["stride"]!.DeepClone() },
        }.ToJsonString()));

        ToolRun run = await ToolProcess.RunAsync(["tokenize", "--vocab", Shared.PathOf("data/vocab.txt")], input);

        run.Should().BeEquivalentTo(new { Status = 0, Messages = "" });
        run.Lines.Should().HaveCount(cases.Length);
        int whole = 0;
        for (int index = 0; index < cases.Length; index++)
        {
            JsonNode line = JsonNode.Parse(run.Lines[index])!;
            JsonArray expected = cases[index]["windows"]!.AsArray();
            for (int window = 0; window < expected.Count; window++)
            {
                JsonArray found = line["windows"]![window]!["ids"]!.AsArray();
                JsonArray recorded = expected[window]!["ids"]!.AsArray();

                // The recording stopped reading a context once it had as many tokens as a window: its last window may end early.
                int length = window == expected.Count - 1 && found.Count > recorded.Count ? recorded.Count - 1 : recorded.Count;
                Text(found, length).Should().Be(Text(recorded, length));
                Text(line["windows"]![window]!["sequence"]!.AsArray(), length).Should().Be(Text(expected[window]!["sequence_ids"]!.AsArray(), length));
                whole += length == recorded.Count && line["windows"]!.AsArray().Count == expected.Count ? 1 : 0;
            }
        }

        whole.Should().BeGreaterThan(50);
    }

    [SharedFact("data/golden/tokenizer-squad.jsonl", "data/vocab.txt")]
    public async Task Tokenize_RecordedTexts_AreTheSame()
    {
        JsonNode[] cases = [.. File.ReadLines(Shared.PathOf("data/golden/tokenizer-squad.jsonl")).Take(300).Select(static line => JsonNode.Parse(line)!)];
        string input = string.Join('\n', cases.Select(static recorded => new JsonObject { ["text"] = recorded["t"]!.DeepClone() }.ToJsonString()));

        ToolRun run = await ToolProcess.RunAsync(["tokenize", "--vocab", Shared.PathOf("data/vocab.txt")], input);

        for (int index = 0; index < cases.Length; index++)
        {
            JsonNode line = JsonNode.Parse(run.Lines[index])!;
            line["ids"]!.ToJsonString().Should().Be(cases[index]["i"]!.ToJsonString());
            string.Join(',', line["offsets"]!.AsArray().SelectMany(static pair => pair!.AsArray()).Select(static place => place!.ToJsonString()))
                .Should().Be(string.Join(',', cases[index]["o"]!.AsArray().Select(static place => place!.ToJsonString())));
        }
    }

    [ModelFact]
    public async Task Tokenize_SpecialTokens_AreTextUnlessAskedFor()
    {
        const string Line = "{\"id\":1,\"text\":\"a [SEP]\"}\n";

        ToolRun text = await ToolProcess.RunAsync(["tokenize", "--model", TestModel.Name!], Line);
        ToolRun control = await ToolProcess.RunAsync(["tokenize", "--model", TestModel.Name!, "--special-tokens", "control"], Line);

        text.Output.Should().Be("{\"id\":1,\"ids\":[1037,1031,19802,1033],\"offsets\":[[0,1],[2,3],[3,6],[6,7]]}\n");
        control.Output.Should().Be("{\"id\":1,\"ids\":[1037,102],\"offsets\":[[0,1],[2,7]]}\n");
    }

    [ModelFact]
    public async Task Tokenize_BadLines_SayWhy()
    {
        const string Lines =
            "{\"id\":1,\"question\":\"Who?\"}\n" +
            "{\"id\":2,\"text\":\"a\",\"context\":\"b\"}\n" +
            "{\"id\":3}\n" +
            "{\"id\":4,\"question\":\"Who is it then?\",\"context\":\"a b c d e f g h\",\"options\":{\"maxLength\":8,\"overlap\":0}}\n" +
            "{\"id\":5,\"question\":\"Who?\",\"context\":\"a\",\"options\":{\"maxLength\":7}}\n" +
            "{\"id\":6,\"question\":\"Who?\",\"context\":\"\"}\n";

        ToolRun run = await ToolProcess.RunAsync(["tokenize", "--model", TestModel.Name!], Lines);

        run.Status.Should().Be(1);
        run.Messages.Should().Be("distilbert-qa: 5 of 6 lines could not be tokenized; each says why in its place.\n");
        run.Lines[0].Should().Be("{\"id\":1,\"error\":\"\\\"context\\\" is missing; \\\"question\\\" and \\\"context\\\" belong together.\",\"line\":1}");
        run.Lines[1].Should().Contain("The line has \\\"text\\\" beside \\\"question\\\" or \\\"context\\\"; one or the other is allowed.");
        run.Lines[2].Should().Contain("\\\"text\\\" is missing; a string is needed, or \\\"question\\\" and \\\"context\\\".");
        run.Lines[3].Should().Contain("The question has 5 tokens");
        run.Lines[4].Should().Contain("\\\"options.maxLength\\\" is 7; a whole number from 8 to 8192 is allowed.");
        run.Lines[5].Should().Be("{\"id\":6,\"windows\":[{\"ids\":[101,2040,1029,102,102],\"offsets\":[null,[0,3],[3,4],null,null],\"sequence\":[null,0,0,null,null]}]}");
    }

    private static string Text(JsonArray values, int length) => string.Join(',', values.Take(length).Select(static value => value?.ToJsonString() ?? "null"));
}
