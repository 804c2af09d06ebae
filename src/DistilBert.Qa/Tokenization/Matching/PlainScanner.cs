using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>The quick way through plain text: ASCII words, most of them vocabulary entries as a whole, with signs and blanks between them.</summary>
/// <remarks>
/// Where words begin and end is read off a mask of 64 units, so that the search for one word need not wait for the one before. Work is
/// linear in the text: each piece of a word, which has at most 12 characters, takes at most as many probes as are left of it.
/// </remarks>
internal sealed class PlainScanner(CharacterMap characters, WordTable words, WordTable continuations, WordPieceOptions options, int unknownId)
{
    private readonly byte _fold = options.LowerCase ? WordKey.LowerCaseBit : (byte)0;
    private readonly uint _longest = (uint)Math.Min(WordKey.LongestWord, options.MaxWordCharacters);

    /// <summary>Adds the tokens from a place on, up to what is not plain, or to the text's <see cref="PlainText.End"/> or a little behind it; returns where it stopped.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin, before the text's end.</param>
    /// <param name="destination">Where the tokens go.</param>
    /// <param name="word">The number of the next word.</param>
    public int Scan(scoped in PlainText text, int start, TokenBuffer destination, ref int word)
    {
        ref char units = ref text.Units;
        ref int ascii = ref MemoryMarshal.GetReference(characters.Ascii);
        WordTable.Reader table = words.Open();
        byte fold = _fold;
        uint longest = _longest;
        int origin = text.Origin;
        int end = text.End - origin;
        int at = start - origin;
        int index = word;
        Span<Token> room = destination.Extend(0);
        int count = 0;
        int from = at;
        AsciiBlock block = AsciiBlock.Read(in Unsafe.Add(ref units, at));
        while (true)
        {
            int offset = at - from;
            if (offset > AsciiBlock.Size - WordKey.Width)
            {
                if (at >= end)
                {
                    break;
                }

                block = AsciiBlock.Read(in Unsafe.Add(ref units, at));
                from = at;
                offset = 0;
            }

            if ((uint)count >= (uint)room.Length)
            {
                room = destination.Extend(count);
                count = 0;
            }

            int length = block.WordAt(offset);
            if ((uint)(length - 1) < longest)
            {
                bool blank = block.IsBlank(offset + length);
                if (!blank && !IsBorder(Unsafe.Add(ref units, at + length), ref ascii))
                {
                    break;
                }

                WordKey key = WordKey.Read(in Unsafe.Add(ref units, at), length, fold);
                int id = table.Find(key);
                if (id >= 0)
                {
                    room[count++] = new(id, origin + at, origin + at + length, index);
                }
                else
                {
                    destination.Extend(count);
                    AddPieces(key, origin + at, length, destination, index);
                    room = destination.Extend(0);
                    count = 0;
                }

                index++;
                at += blank ? length + 1 : length;
                continue;
            }

            char unit = Unsafe.Add(ref units, at);
            if (at >= end || unit >= 128)
            {
                break;
            }

            int entry = Unsafe.Add(ref ascii, unit);
            CharacterKind kind = CharacterMap.KindOf(entry);
            if (kind == CharacterKind.Single)
            {
                room[count++] = new(CharacterMap.PayloadOf(entry), origin + at, origin + at + 1, index++);
            }
            else if (kind is not (CharacterKind.Space or CharacterKind.Removed))
            {
                break;
            }

            at++;
        }

        destination.Extend(count);
        word = index;
        return origin + at;
    }

    /// <summary>Whether a word ends for certain before this unit: anything but a plain ASCII blank or sign may be dropped, and the word go on behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBorder(char unit, ref int ascii) =>
        unit < 128 && CharacterMap.KindOf(Unsafe.Add(ref ascii, unit)) is CharacterKind.Space or CharacterKind.Single;

    /// <summary>A word that is no vocabulary entry as a whole: greedy longest match first; with any remainder it is unknown as a whole.</summary>
    private void AddPieces(WordKey key, int start, int length, TokenBuffer destination, int index)
    {
        int before = destination.Count;
        WordTable table = words;
        for (int done = 0; done < length; table = continuations)
        {
            int piece = table.FindLongest(key, length - done, out int id);
            if (piece == 0)
            {
                destination.Truncate(before);
                destination.Add(unknownId, start, start + length, index);
                return;
            }

            destination.Add(id, start + done, start + done + piece, index);
            done += piece;
            key = key.Behind(piece);
        }
    }
}
