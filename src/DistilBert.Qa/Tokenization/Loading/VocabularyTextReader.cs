using System.Text;

namespace DistilBert.Qa.Tokenization;

/// <summary>Reads a <c>vocab.txt</c>: one entry a line, the line's number from 0 is the id.</summary>
/// <remarks>As the reference does, white space at the end of a line is no part of the entry, a blank line keeps its id, and of equal entries the last one counts.</remarks>
internal static class VocabularyTextReader
{
    /// <summary>The largest file that is read.</summary>
    public const int MostBytes = 64 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads all entries; <paramref name="name"/> says in errors where from.</summary>
    public static Vocabulary Read(Stream stream, string name)
    {
        List<string> tokens = [];
        try
        {
            using LimitedStream limited = new(stream, MostBytes, name);
            using StreamReader reader = new(limited, Strict, detectEncodingFromByteOrderMarks: false);
            while (reader.ReadLine() is { } line)
            {
                if (tokens.Count == 0)
                {
                    line = line.TrimStart('\uFEFF');
                }

                tokens.Add(line.TrimEnd());
                if (tokens.Count > Vocabulary.MostEntries)
                {
                    throw new ModelException($"The {name} has more than {Vocabulary.MostEntries} lines. Is it a WordPiece vocabulary, one entry a line?");
                }
            }
        }
        catch (DecoderFallbackException invalid)
        {
            throw new ModelException($"The {name} is not valid UTF-8 near line {tokens.Count + 1}. Give a WordPiece vocabulary as text, one entry a line.", invalid);
        }

        if (tokens.Count == 0)
        {
            throw new ModelException($"The {name} is empty. Give a WordPiece vocabulary, one entry a line.");
        }

        return Vocabulary.Create(tokens);
    }
}
