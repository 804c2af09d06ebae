using System.Text;

namespace DistilBert.Qa.Tokenization;

/// <summary>What removed characters mean to the combining marks around them.</summary>
internal static class DroppedMark
{
    /// <summary>Whether marks on both sides of a removed character may change places; a rank above 0 is its own place among them.</summary>
    /// <remarks>A character deleted by cleaning is gone before anything is reordered; a dropped mark without a rank keeps its neighbours apart.</remarks>
    public static bool TryRank(ReadOnlySpan<char> text, int at, int width, out int rank)
    {
        rank = 0;
        if (Rune.DecodeFromUtf16(text.Slice(at, width), out Rune rune, out _) != System.Buffers.OperationStatus.Done)
        {
            return true;
        }

        CharacterData data = CharacterData.Instance;
        if (data.Ranks.TryGetValue(rune.Value, out byte known))
        {
            rank = known;
            return true;
        }

        return !data.Stripped.ContainsKey(rune.Value);
    }
}
