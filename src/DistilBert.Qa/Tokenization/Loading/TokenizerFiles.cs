namespace DistilBert.Qa.Tokenization;

/// <summary>Finds the files of a tokenizer and reads them.</summary>
internal static class TokenizerFiles
{
    private const string Definition = "tokenizer.json";
    private const string Text = "vocab.txt";
    private const string Config = "tokenizer_config.json";

    /// <summary>Reads a model's folder, or one of its files; what stands in <c>tokenizer_config.json</c> overrides the rest, as in the reference.</summary>
    public static TokenizerDefinition Read(string path)
    {
        try
        {
            string file = Directory.Exists(path) ? FileIn(path) : path;
            if (!File.Exists(file))
            {
                throw new ModelException($"There is no file or folder \"{path}\". Give a model's folder, its {Definition} or its {Text}.");
            }

            TokenizerConfig config = ConfigBeside(file);
            using FileStream stream = File.OpenRead(file);
            return file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? TokenizerJsonReader.Read(stream, file, config)
                : new TokenizerDefinition(VocabularyTextReader.Read(stream, $"vocabulary \"{file}\""), config.Apply(new WordPieceOptions()), []);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The tokenizer at \"{path}\" cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static string FileIn(string folder)
    {
        string definition = Path.Combine(folder, Definition);
        string text = Path.Combine(folder, Text);
        return File.Exists(definition) ? definition
            : File.Exists(text) ? text
            : throw new ModelException($"The folder \"{folder}\" has neither {Definition} nor {Text}. Give the folder of a whole model.");
    }

    private static TokenizerConfig ConfigBeside(string file)
    {
        string config = Path.Combine(Path.GetDirectoryName(file) ?? "", Config);
        if (!File.Exists(config))
        {
            return new TokenizerConfig();
        }

        using FileStream stream = File.OpenRead(config);
        return TokenizerConfigReader.Read(stream, config);
    }
}
