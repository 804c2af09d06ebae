using System.Security.Cryptography;

namespace DistilBert.Qa.Models;

/// <summary>Hashes of files' contents.</summary>
internal static class ContentHash
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>SHA-256 of a file, in lower-case hexadecimal.</summary>
    public static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = await ComputeAsync(path, IncrementalHash.CreateHash(HashAlgorithmName.SHA256), cancellationToken).ConfigureAwait(false);
        return ToHex(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of a text in UTF-8, in lower-case hexadecimal.</summary>
    public static string Sha256(string text) => ToHex(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Feeds a file to a running hash and hands that back.</summary>
    public static async Task<IncrementalHash> ComputeAsync(string path, IncrementalHash hash, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            byte[] buffer = new byte[(int)Math.Clamp(stream.Length, 1, BufferSize)];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, count);
            }

            return hash;
        }
        catch
        {
            hash.Dispose();
            throw;
        }
    }

    private static string ToHex(byte[] hash) => Convert.ToHexString(hash).ToLowerInvariant();
}
