using System.Security.Cryptography;
using System.Text;

namespace Supply.Authority.Domain;

/// <summary>Secrets that are shown once and kept as hashes: they are random enough that a plain hash tells nothing.</summary>
public static class Secrets
{
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz"; // none that looks like another

    /// <summary>256 bits, as an address can carry them.</summary>
    public static string OfLink() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>80 bits in four groups: <c>x7k2-9m4p-...</c></summary>
    public static string OfRecovery() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Of a recovery code as a person types it.</summary>
    public static string HashOfRecovery(string typed) =>
        Hash(string.Concat(typed.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)));
}
