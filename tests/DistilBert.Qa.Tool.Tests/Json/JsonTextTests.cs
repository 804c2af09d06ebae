using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("\"\\/\b\f\n\r\t\u0001", "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\"")]
    [InlineData("é 中文 <b>&'+", "\"é 中文 <b>&'+\"")]
    public void Write_Text_IsEscapedNoMoreThanNeeded(string text, string json) => Write(text).Should().Be($"{{\"t\":{json}}}\n");

    [Theory]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9é\"", "\"\\/\b\f\n\r\téé")]
    [InlineData("\"\"", "")]
    public void Read_Text_TakesAnyUtf16(string json, string text) => Read(Encoding.UTF8.GetBytes(json)).Should().Be(text);

    // Not in attributes, whose strings are stored as UTF-8.
    [Fact]
    public void Write_HalfPairs_AreEscapes() => Write("a\uD83Db\uDE00\uD83D😀").Should().StartWith("{\"t\":\"a\\uD83Db\\uDE00\\uD83D");

    [Fact]
    public void Read_HalfPairs_AreKept() => Read("\"\\uDE00x\\uD83D\\uDE00\\ud83d\""u8).Should().Be("\uDE00x😀\uD83D");

    [Fact]
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seeded test.")]
    public void Read_WhatWasWritten_IsTheSame()
    {
        const string Alphabet = "a\\\"\n\0\u007F\u2028é中\uD83D\uD83D\uDE00\uDE00\uFFFF\uFFFD/";
        Random random = new(11);
        for (int round = 0; round < 5000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            byte[] line = Encoding.UTF8.GetBytes(Write(text));

            line.AsSpan(0, line.Length - 1).IndexOfAny("\n\r"u8).Should().Be(-1);
            string value = Encoding.UTF8.GetString(line)[5..^2];
            Read(Encoding.UTF8.GetBytes(value)).Should().Be(text);
        }
    }

    private static string Write(string text)
    {
        using JsonLineWriter line = new();
        JsonText.Write(line.Begin(), "t", text);
        line.End();
        using MemoryStream stream = new();
        line.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        return JsonText.Read(reader);
    }
}
