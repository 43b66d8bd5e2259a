using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Patients;

/// <summary>The life of sealing keys, and what they open.</summary>
public sealed class SealingKeys
{
    /// <summary>For so long a key is handed out; then another one is.</summary>
    public static readonly TimeSpan HandedOut = TimeSpan.FromDays(90);

    /// <summary>For so long it opens what comes after that: as old as a prescription may be that is not held.</summary>
    public static readonly TimeSpan OpensFor = TimeSpan.FromDays(DateRules.DaysBack);

    public const int MaxDataBytes = 4096;

    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16, PointBytes = 65, CoordinateBytes = 32;
    private const string Protection = "supply/sealing-key/1";

    private readonly Dictionary<string, ECDiffieHellman> privateKeys;

    private SealingKeys(Dictionary<string, ECDiffieHellman> privateKeys) => this.privateKeys = privateKeys;

    public static DateTimeOffset ValidUntil(SealingKey key) => key.CreatedAt + HandedOut + OpensFor;

    public static SealingKey Make(PatientKeys ring, DateTimeOffset now)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var key = new SealingKey
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)), CreatedAt = now,
            PublicKey = Point(pair.ExportParameters(includePrivateParameters: false).Q), PrivateKey = [], ProtectedBy = 0,
        };
        Protect(key, pair.ExportPkcs8PrivateKey(), ring);
        return key;
    }

    /// <summary>Seals the private half under the newest of the patients' keys, where an older one was used until now.</summary>
    public static void Renew(SealingKey key, PatientKeys ring)
    {
        if (key.ProtectedBy != ring.Current && Private(key, ring) is { } pkcs8)
            Protect(key, pkcs8, ring);
    }

    /// <summary>The private half can be read with the patients' keys at hand.</summary>
    public static bool IsUsable(SealingKey key, PatientKeys ring) => Private(key, ring) is not null;

    /// <summary>Those keys of these ids that are there and still open.</summary>
    public static async Task<SealingKeys> Load(
        DispensingDb db, PatientKeys ring, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var opened = new Dictionary<string, ECDiffieHellman>(StringComparer.Ordinal);
        foreach (var key in await db.SealingKeys.AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(ct))
        {
            if (ValidUntil(key) < db.Origin.Clock.Now() || Private(key, ring) is not { } pkcs8)
                continue;
            opened[key.Id] = ECDiffieHellman.Create();
            opened[key.Id].ImportPkcs8PrivateKey(pkcs8, out _);
        }
        return new SealingKeys(opened);
    }

    /// <summary>The text. Refuses with <c>dispensing.sealing-key</c> and <c>dispensing.sealed-patient</c>.</summary>
    /// <param name="prescription">For which it was sealed: it is of no use in another one.</param>
    public Outcome<string> Open(SealedPatient sealedText, Guid prescription)
    {
        if (!privateKeys.TryGetValue(sealedText.KeyId ?? "", out var own))
            return Refusals.SealingKey("sealedPatient.keyId");
        if (Bytes(sealedText.EphemeralKey, PointBytes, PointBytes) is not { } point || point[0] != 4)
            return Refusals.SealedPatient("sealedPatient.ephemeralKey");
        if (Bytes(sealedText.Iv, NonceBytes, NonceBytes) is not { } iv)
            return Refusals.SealedPatient("sealedPatient.iv");
        if (Bytes(sealedText.Data, TagBytes, MaxDataBytes) is not { } data)
            return Refusals.SealedPatient("sealedPatient.data");
        try
        {
            using var theirs = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + CoordinateBytes)], Y = point[(1 + CoordinateBytes)..] },
            });
            var secret = own.DeriveRawSecretAgreement(theirs.PublicKey);
            var key = HKDF.DeriveKey(
                HashAlgorithmName.SHA256, secret, KeyBytes, salt: point, info: "supply/sealed-patient/1"u8.ToArray());
            var text = new byte[data.Length - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(iv, data.AsSpan(0, text.Length), data.AsSpan(text.Length), text, Encoding.UTF8.GetBytes(prescription.ToString()));
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (Exception e) when (e is CryptographicException or DecoderFallbackException)
        {
            return Refusals.SealedPatient("sealedPatient");
        }
    }

    private static byte[] Point(ECPoint q) => [4, .. q.X!, .. q.Y!];

    private static void Protect(SealingKey key, byte[] pkcs8, PatientKeys ring)
    {
        var (nonce, tag, body) = (RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes], new byte[pkcs8.Length]);
        using var aes = new AesGcm(ring.Derived(ring.Current, Protection)!, TagBytes);
        aes.Encrypt(nonce, pkcs8, body, tag, Encoding.UTF8.GetBytes(key.Id));
        (key.PrivateKey, key.ProtectedBy) = ([.. nonce, .. tag, .. body], ring.Current);
    }

    private static byte[]? Private(SealingKey key, PatientKeys ring)
    {
        if (ring.Derived(key.ProtectedBy, Protection) is not { } protection)
            return null;
        var stored = key.PrivateKey.AsSpan();
        var pkcs8 = new byte[stored.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(protection, TagBytes);
        try
        {
            aes.Decrypt(
                stored[..NonceBytes], stored[(NonceBytes + TagBytes)..], stored.Slice(NonceBytes, TagBytes), pkcs8,
                Encoding.UTF8.GetBytes(key.Id));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // another ring of keys with the same numbers
        }
        return pkcs8;
    }

    private static byte[]? Bytes(string? text, int least, int most)
    {
        if (text is null || text.Length > (most + 2) / 3 * 4)
            return null;
        var (bytes, plain) = (new byte[text.Length], text.Replace('+', '-').Replace('/', '_').TrimEnd('='));
        return Base64Url.IsValid(plain) && Base64Url.TryDecodeFromChars(plain, bytes, out var length) && length >= least && length <= most
            ? bytes[..length]
            : null;
    }
}
