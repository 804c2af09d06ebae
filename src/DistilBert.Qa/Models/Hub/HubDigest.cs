using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DistilBert.Qa.Models.Hub;

/// <summary>The hash by which the hub names a file's content: SHA-256 of the bytes for large files, git's blob hash (SHA-1) for the others.</summary>
/// <param name="Hex">64 or 40 lower-case hexadecimal digits.</param>
internal readonly record struct HubDigest(string Hex)
{
    /// <summary>Whether it is SHA-256 of the plain bytes.</summary>
    public bool IsSha256 => Hex.Length == 64;

    private string Algorithm => IsSha256 ? "SHA-256" : "git SHA-1";

    /// <summary>Reads a hash, or an entity tag that is one; <see langword="null"/> for anything else.</summary>
    public static HubDigest? TryParse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string hex = (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text).Trim('"').ToLowerInvariant();
        return hex.Length is 40 or 64 && HubNames.IsHex(hex) ? new HubDigest(hex) : null;
    }

    /// <summary>A running hash of this kind for a file of that size in bytes.</summary>
    public IncrementalHash Start(long size)
    {
        if (IsSha256)
        {
            return IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }

        // Git names a blob by SHA-1 over this header and the content; it is an identity check here, as in git itself.
        IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {size}\0")));
        return hash;
    }

    /// <summary>Whether the running hash, now complete, is this one.</summary>
    public bool Matches(IncrementalHash hash) => Convert.ToHexString(hash.GetHashAndReset()).Equals(Hex, StringComparison.OrdinalIgnoreCase);

    /// <summary>The algorithm and the hash.</summary>
    public override string ToString() => $"{Algorithm} {Hex}";
}
