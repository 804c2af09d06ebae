using System.Text;

namespace DistilBert.Qa.Evaluation;

/// <summary>Parts a data set into a half to fit on and a half to measure on, the same way on every machine and whatever the order.</summary>
public static class HalfSplit
{
    /// <summary>Whether a question belongs to the half that is fitted on: about every second, by a hash of its id alone.</summary>
    /// <param name="id">The question's id.</param>
    public static bool IsForFitting(string id)
    {
        ArgumentNullException.ThrowIfNull(id);

        // FNV-1a over the UTF-8 bytes, then MurmurHash3's finaliser: the low bit of FNV alone is the parity of the bytes.
        ulong hash = 14695981039346656037;
        foreach (byte unit in Encoding.UTF8.GetBytes(id))
        {
            hash = (hash ^ unit) * 1099511628211;
        }

        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return ((hash ^ (hash >> 33)) & 1) == 0;
    }
}
